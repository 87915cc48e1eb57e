"""The header's semantics, once for all kinds: in force, binds, applies, each/where/none to the outcome of each item."""
