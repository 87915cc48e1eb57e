"""Outcomes to a verdict per market and act, retention, and the decision as a whole."""
