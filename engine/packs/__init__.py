"""YAML folders to checked, resolved, immutable rule packs, and the pack sets that name them."""
