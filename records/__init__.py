"""The system of record: what was decided, from what, for whom. Nothing recorded is ever lost or changed."""
