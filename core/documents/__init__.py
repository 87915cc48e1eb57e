"""Strict reading of YAML and JSON: text to a tree that knows its places, tree to typed values, all faults at once."""
