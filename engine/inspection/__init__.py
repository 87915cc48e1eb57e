"""Inspection findings: limits, rounding, guard bands, sampling plans."""
