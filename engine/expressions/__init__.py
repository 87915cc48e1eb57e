"""CEL expressions: parsed, checked against the dictionary, evaluated with three values, explained."""
