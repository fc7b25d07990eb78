"""Tests of gongwen.proofread."""
