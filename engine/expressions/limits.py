"""How large an expression may be."""

LONGEST = 4000
"""Characters."""

DEEPEST = 32
"""Levels that a reader would call nesting: brackets, calls, fields, operators; chains of && and || are one."""
