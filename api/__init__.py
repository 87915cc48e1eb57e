"""The HTTP face. Thin: it authorises, reads strictly, asks the engine, records, answers."""
