"""Tests of gongwen/dispatch."""
