"""Long drills: what must hold when things go wrong. Their recorded output is docs/endurance.md."""
