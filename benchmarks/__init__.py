"""Measurements: ratios within one run, with versions and machine; they assert answers, never times."""
