"""Supplier findings: scorecards, grades, trends, risk."""
