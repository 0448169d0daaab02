"""Ratios against named peers; never timed tests."""
