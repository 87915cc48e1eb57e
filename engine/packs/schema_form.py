"""
What JSON Schema asks of a schema, for the keywords that record formats have: found without the library.

It tells only what is surely allowed. Of everything else the library says what is wrong; tests hold
both together.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from core.documents.written import Plain

TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
Rule = Callable[[Plain], bool]


def is_allowed(schema: Plain) -> bool:
    """
    Tell whether JSON Schema (2020-12) surely allows a schema.

    Args:
        schema: A schema, whose references and formats were checked.

    Returns:
        False too of what has a keyword that is not known here.

    Source:
        JSON Schema 2020-12, the meta-schemas of its vocabularies.
    """
    if isinstance(schema, bool):
        return True
    if not isinstance(schema, dict):
        return False
    return all(key in RULES and RULES[key](value) for key, value in schema.items())


def _text(value: Plain) -> bool:
    return isinstance(value, str)


def _count(value: Plain) -> bool:
    return type(value) is int and value >= 0


def _number(value: Plain) -> bool:
    return type(value) in {int, Decimal}


def _positive(value: Plain) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value > 0


def _texts(value: Plain) -> bool:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return False
    return len(set(map(str, value))) == len(value)


def _types(value: Plain) -> bool:
    if isinstance(value, list):
        return bool(value) and _texts(value) and TYPES.issuperset(map(str, value))
    return isinstance(value, str) and value in TYPES


def _schemas(value: Plain) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_allowed, value))


def _of_each(rule: Rule) -> Rule:
    return lambda value: isinstance(value, dict) and all(map(rule, value.values()))


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(
        ("items", "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames"), is_allowed
    ),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _schemas),
    **dict.fromkeys(("properties", "$defs", "dependentSchemas"), _of_each(is_allowed)),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _number),
    **dict.fromkeys(
        ("minLength", "maxLength", "minItems", "maxItems", "minContains", "maxContains", "minProperties",
         "maxProperties"),
        _count,
    ),
    **dict.fromkeys(("format", "title", "description", "$ref"), _text),
    "type": _types,
    "enum": lambda value: isinstance(value, list),
    "const": lambda _: True,
    "required": _texts,
    "multipleOf": _positive,
    "uniqueItems": lambda value: isinstance(value, bool),
    "dependentRequired": _of_each(_texts),
}  # fmt: skip
