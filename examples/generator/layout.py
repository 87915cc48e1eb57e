"""Dossiers as text for people: one line where it fits, else one line an item. YAML for small ones, JSON for large."""

import json
import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from engine.model.dossier import Dossier
from engine.model.figures import Figures
from engine.model.series import Readings

WIDTH = 120
PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff ._/+-]*[A-Za-z0-9\u4e00-\u9fff.]|[A-Za-z]")
DATE = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}\+08:00)?")
WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan"})


def plain(dossier: Dossier) -> Any:  # noqa: ANN401  # JSON's own value space
    """Give a dossier as JSON holds it: series as numbers, decimals as text."""
    return msgspec.to_builtins(dossier, enc_hook=_plain)


def _plain(value: object) -> object:
    match value:
        case Readings():
            return [None if math.isnan(one) else _number(one) for one in value.values()]
        case Figures():
            return list(value.texts)
        case Decimal():
            return format(value, "f")
    raise NotImplementedError(value)


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def json_text(value: object) -> str:
    """Lay out JSON."""
    return _json(value, "") + "\n"


def _json(value: object, indent: str) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(flat) <= WIDTH:
        return flat
    inner = indent + " "
    if isinstance(value, dict):
        rows = [f"{inner}{json.dumps(key)}: {_json(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if any(isinstance(item, dict | list) for item in value):
        return "[\n" + ",\n".join(inner + _json(item, inner) for item in value) + f"\n{indent}]"
    return "[\n" + filled((json.dumps(item, ensure_ascii=False) for item in value), inner) + f"\n{indent}]"


def yaml_text(value: dict[str, Any]) -> str:
    """Lay out YAML."""
    return "\n".join(_rows(value, "")) + "\n"


def _rows(value: dict[str, Any], indent: str) -> list[str]:
    rows: list[str] = []
    for key, item in value.items():
        flat = f"{indent}{key}: {_flow(item)}"
        if not isinstance(item, dict | list) or len(flat) <= WIDTH:
            rows.append(flat)
        elif isinstance(item, dict):
            rows += [f"{indent}{key}:", *_rows(item, indent + "  ")]
        elif isinstance(item[0], dict):
            rows += [f"{indent}{key}:", *(row for one in item for row in _item(one, indent + "  "))]
        else:
            rows += [f"{indent}{key}: [", filled(map(_flow, item), indent + "  "), f"{indent}]"]
    return rows


def _item(value: dict[str, Any], indent: str) -> list[str]:
    flat = f"{indent}- {_flow(value)}"
    if len(flat) <= WIDTH:
        return [flat]
    if all(len(_flow(item)) < WIDTH for item in value.values()):
        pairs = filled((f" {key}: {_flow(item)}" for key, item in value.items()), indent + "   ")
        return [f"{indent}- {{", pairs, f"{indent}  }}"]
    rows = _rows(value, indent + "  ")
    return [f"{indent}- {rows[0].lstrip()}", *rows[1:]]


def _flow(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case str() if DATE.fullmatch(value) or (PLAIN.fullmatch(value) and value.lower() not in WORDS):
            return value
    return json.dumps(value, ensure_ascii=False)


def filled(items: Iterable[str], indent: str) -> str:
    """Fill lines with items."""
    lines: list[str] = []
    line = indent
    for item in items:
        if len(line) > len(indent) and len(line) + len(item) + 1 > WIDTH:
            lines.append(line.rstrip())
            line = indent
        line += f"{item},"
    return "\n".join([*lines, line.removesuffix(",")])
