"""Makes the dossiers of the examples: five lots of one plant, of any size, the same bytes for the same seed."""
