"""Record formats: the one module that knows jsonschema. A format says all it means, and is judged in bounded time."""

import datetime as dt
import decimal
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from core.documents import scalars
from core.documents.tree import Scalar
from core.documents.written import Plain
from core.suggestions import did_you_mean
from core.words import Localized, say
from engine.packs.schema_form import is_allowed

LARGEST = 5000
DEEPEST = 64
LONGEST = 200
# Digits enough that the quotient of any two decimals of a document is exact before its point.
PRECISION = 120
MOST_UNIQUE = 1000
# JSON Schema 2020-12, without what reads two ways, reaches outside, or says nothing that is checked.
OF_ONE = frozenset({"items", "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames"})
OF_SEVERAL = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
OF_NAMED = frozenset({"properties", "$defs", "dependentSchemas"})
PLAIN = frozenset(
    "type enum const required minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"  # noqa: SIM905  # read as a sentence
    " minItems maxItems uniqueItems minContains maxContains minProperties maxProperties dependentRequired"
    " format title description $ref".split()
)
KEYWORDS = OF_ONE | OF_SEVERAL | OF_NAMED | PLAIN
REF = "#/$defs/"
# What a JSON Pointer reads as it stands: of `/`, `~1` and `%2F` the library would follow another path than is checked.
REF_NAME = re.compile(r"[A-Za-z0-9_.-]+")
TOO_LARGE = say(
    "the schema has more than {most} parts once its references are followed", "模式展开引用后超过{most}项", most=LARGEST
)
TOO_DEEP = say(
    "the schema is deeper than {most} levels once its references are followed",
    "模式展开引用后超过{most}层",
    most=DEEPEST,
)
UNBOUNDED = say("`uniqueItems` of a list without bound", "列表未设上限，不得使用 `uniqueItems`")
BOUND_HINT = say(
    "say `maxItems`, at most {most}: each item is compared with every other",
    "请写 `maxItems`，至多{most}：每一项都要与其余各项比较",
    most=MOST_UNIQUE,
)
REF_HINT = say(
    "define it under `$defs` by a name of letters, digits, `.`, `_` and `-`, and write `{ref}<name>`",
    "请在 `$defs` 下以字母、数字、`.`、`_`、`-` 组成的名称定义，并写作 `{ref}<名称>`",
    ref=REF,
)
# The keyword of a schema that is `false`, which nothing fits.
FALSE = "false"
ENCODER = msgspec.json.Encoder(decimal_format="number", order="deterministic")


class SchemaFault(msgspec.Struct, frozen=True):
    """
    What is wrong with a schema.

    Attributes:
        path: Where in it, keys from its root down.
        message: What.
        hint: What to write instead.
    """

    path: tuple[str | int, ...]
    message: Localized
    hint: Localized | None = None


class Misfit(msgspec.Struct, frozen=True, order=True):
    """
    Where a record does not have its format.

    Attributes:
        path: The place in the record's content, such as ``$.batch.number``.
        keyword: The keyword of the schema that it does not hold.
        expected: What that keyword says.
    """

    path: str
    keyword: str
    expected: str


class RecordSchema(msgspec.Struct, frozen=True):
    """
    A record format.

    Attributes:
        text: Its canonical JSON, every property required that does not say otherwise.
    """

    text: bytes

    def misfits(self, content: Plain) -> tuple[Misfit, ...]:
        """
        Hold a record's content against the format.

        Args:
            content: Mappings, lists, text, whole numbers and exact decimals.

        Returns:
            Every place where it does not fit, in order; none when it does.
        """
        with decimal.localcontext(prec=PRECISION):
            found = {
                Misfit(_path(error.absolute_path), error.validator or FALSE, _expected(error))
                for error in _validator(self.text).iter_errors(content)
            }
        return tuple(sorted(found))


def compile_schema(schema: Plain) -> RecordSchema | list[SchemaFault]:
    """
    Check a record format.

    Every property that `properties` names is required wherever `required` does not stand beside it, but under `not`,
    where a property that is left out would else be what the format asks for; formats are asserted; a keyword that is
    not listed here is refused, as is a reference that leaves the schema or comes back to itself, and a schema that
    grows beyond 5,000 parts once its references are followed.

    Args:
        schema: What stands in the pack.

    Returns:
        The format, or every fault of it.
    """
    faults = list(_faults(schema, ()))
    if not faults:
        faults = list(_growth(schema))
    if faults:
        return faults
    completed = _completed(schema)
    text = ENCODER.encode(completed)
    message = None if is_allowed(completed) else _meta_fault(text)
    return [message] if message is not None else RecordSchema(text)


def _faults(schema: Plain, path: tuple[str | int, ...]) -> Iterator[SchemaFault]:
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        yield SchemaFault(path, say("a schema is a mapping, `true` or `false`", "模式应为映射、`true` 或 `false`"))
        return
    for key, value in schema.items():
        here = (*path, key)
        if key not in KEYWORDS:
            hint = did_you_mean(key, KEYWORDS)
            message = say("`{key}` is no keyword of a record format", "`{key}` 不是记录格式的关键字", key=key)
            yield SchemaFault(here, message, hint)
        elif key == "format" and value not in FORMATS:
            hint = did_you_mean(str(value), FORMATS)
            message = say("`{format}` is no format that is checked", "`{format}` 不是可检查的格式", format=value)
            yield SchemaFault(here, message, hint)
        elif key == "uniqueItems" and not _is_few(schema.get("maxItems")):
            yield SchemaFault(here, UNBOUNDED, BOUND_HINT)
        elif key == "$ref" and not _is_inside(value):
            message = say("`{ref}` leaves the schema", "`{ref}` 指向模式之外", ref=value)
            yield SchemaFault(here, message, REF_HINT)
        else:
            yield from (fault for below, part in _parts(key, value, here) for fault in _faults(part, below))


def _is_inside(reference: Plain) -> bool:
    """Tell whether a reference names a definition of the schema itself, in letters that stand for themselves."""
    named = reference.removeprefix(REF) if isinstance(reference, str) and reference.startswith(REF) else ""
    return REF_NAME.fullmatch(named) is not None


def _is_few(count: Plain) -> bool:
    return type(count) is int and count <= MOST_UNIQUE


def _parts(key: str, value: Plain, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Plain]]:
    """Give the schemas under a keyword, with their paths."""
    if key in OF_ONE:
        yield path, value
    elif key in OF_SEVERAL and isinstance(value, list):
        yield from (((*path, index), part) for index, part in enumerate(value))
    elif key in OF_NAMED and isinstance(value, dict):
        yield from (((*path, name), part) for name, part in value.items())


def _growth(schema: Plain) -> Iterator[SchemaFault]:
    """Refuse references that come back to themselves, and growth or depth without bound."""
    definitions = schema.get("$defs", {}) if isinstance(schema, dict) else {}
    try:
        size = _Measure(definitions if isinstance(definitions, dict) else {}).of(schema, 0)[0]
    except LookupError as exc:
        yield SchemaFault((), exc.args[0])
        return
    if size > LARGEST:
        yield SchemaFault((), TOO_LARGE)


class _Measure:
    """Counts the parts and levels of a schema whose references are followed, in time linear in the schema."""

    def __init__(self, definitions: Mapping[str, Plain]) -> None:
        self.definitions = definitions
        self.known: dict[str, tuple[int, int] | None] = {}

    def of(self, part: Plain, level: int) -> tuple[int, int]:
        """
        Give the number of parts, and of levels below.

        Raises:
            LookupError: A reference is not defined or comes back to itself, or the levels are too many.
        """
        if level > DEEPEST:
            raise LookupError(TOO_DEEP)
        below: list[tuple[int, int]] = []
        for key, value in part.items() if isinstance(part, dict) else ():
            if key == "$ref":
                below.append(self.defined(str(value).removeprefix(REF), level + 1))
            else:
                below += [self.of(inner, level + 1) for _, inner in _parts(key, value, ())]
        size = 1 + sum(size for size, _ in below)
        height = 1 + max((height for _, height in below), default=0)
        if level + height > DEEPEST + 1:
            raise LookupError(TOO_DEEP)
        return min(size, LARGEST + 1), height

    def defined(self, name: str, level: int) -> tuple[int, int]:
        if name not in self.known:
            if name not in self.definitions:
                raise LookupError(
                    say("`{name}` is not defined under `$defs`", "`{name}` 未在 `$defs` 中定义", name=name)
                )
            self.known[name] = None
            self.known[name] = self.of(self.definitions[name], level)
        found = self.known[name]
        if found is None:
            raise LookupError(say("`{name}` comes back to itself", "`{name}` 引用了自身", name=name))
        return found


def _completed(schema: Plain) -> Plain:
    """Say `required` wherever it is meant."""
    if not isinstance(schema, dict):
        return schema
    completed: dict[str, Plain] = dict(schema)
    for key, value in schema.items():
        if key in OF_ONE and key != "not":
            completed[key] = _completed(value)
        elif key in OF_SEVERAL and isinstance(value, list):
            completed[key] = [_completed(part) for part in value]
        elif key in OF_NAMED and isinstance(value, dict):
            completed[key] = {name: _completed(part) for name, part in value.items()}
    named = schema.get("properties")
    if isinstance(named, dict) and "required" not in schema:
        completed["required"] = list[Plain](sorted(named))
    return completed


def _meta_fault(text: bytes) -> SchemaFault | None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(_loaded(text))
    except SchemaError as exc:
        return SchemaFault(
            tuple(exc.absolute_path), say("not allowed here by JSON Schema", "JSON Schema此处不允许如此书写")
        )
    return None


def _loaded(text: bytes) -> Any:  # noqa: ANN401  # JSON's own value space
    return json.loads(text, parse_float=Decimal)


@functools.lru_cache(maxsize=256)
def _validator(text: bytes) -> Any:  # noqa: ANN401  # the library has no types
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(check)
    return Draft202012Validator(_loaded(text), format_checker=checker)


def _date(value: object) -> bool:
    return not isinstance(value, str) or _reads(scalars.date_of, value)


def _instant(value: object) -> bool:
    return not isinstance(value, str) or _reads(scalars.instant_of, value)


def _decimal(value: object) -> bool:
    return not isinstance(value, str) or _reads(scalars.decimal_of, value)


def _reads(reader: Callable[[Scalar], dt.date | Decimal], value: str) -> bool:
    try:
        reader(Scalar(value, "quoted"))
    except scalars.Refusal:
        return False
    return True


# What is not text is said to be none by `type`.
FORMATS: Mapping[str, Callable[[object], bool]] = {"date": _date, "date-time": _instant, "decimal": _decimal}


def _path(parts: Any) -> str:  # noqa: ANN401  # the library's own deque
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def _expected(error: Any) -> str:  # noqa: ANN401  # the library's own error
    said: Any = error.validator_value if error.validator else False
    if error.validator == "required":
        said = sorted(set(said) - set(error.instance))
    text = ENCODER.encode(said).decode()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
