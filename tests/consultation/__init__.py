"""Sending a draft round for comments, and what comes back."""
