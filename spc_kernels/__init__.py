"""Statistical process control and acceptance sampling: numbers in, numbers out, no knowledge of packs or lots."""
