"""Measurements: ratios of one run on one machine, answers compared before anything is timed."""
