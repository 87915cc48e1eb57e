"""Measurements: what is fast, how fast, and beside what."""
