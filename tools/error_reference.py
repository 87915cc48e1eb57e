"""The reference of error codes: what each means, of verdicts' reasons, and of what can be missing."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping

from core.errors import LotgateError
from core.words import Localized
from engine.expressions.errors import ExpressionError
from engine.release.words import MISSING, REASONS

ROOMS = ("core", "spc_kernels", "drawing", "engine", "records", "api", "lotgate")
NOTE = "<!-- Written by `make generated`; do not edit. -->\n\n"


def errors() -> str:
    """Write the table of error codes, of the reasons of a verdict, and of what can be missing."""
    rows = "".join(
        f"| `{error.code}` | {sentence(error)} | {_chinese(error)} | `{error.__module__}` |\n"
        for error in sorted(error_classes(), key=lambda one: (one.code, one.__name__))
    )
    return (
        f"{NOTE}# Error codes\n\n"
        "Every error has a code, a place, a message and a hint. A code does not change; a message may. Over HTTP the "
        "code stands in `code`, and in `type` as `/errors/<code>`. What the web framework itself refuses has a code "
        "that begins with `request.http.`.\n\n"
        "每个错误都有代码、位置、消息和提示。代码不会改变，消息可能改变。通过HTTP时，代码在 `code` 中，`type` 为 "
        "`/errors/<code>`；中文消息在 `message_zh` 或 `detail_zh` 中。命令行以 `--lang zh` 用中文报告。\n\n"
        f"| code | meaning | 含义 | defined in |\n| --- | --- | --- | --- |\n{rows}\n"
        "## Reasons of a verdict\n\n"
        "These are no errors: a decision gives them in `reasons`.\n\n"
        f"{_said(REASONS)}\n"
        "## What can be missing\n\n"
        "An indeterminate outcome gives these in `missing`, with the path and the title of the field.\n\n"
        f"{_said(MISSING)}"
    )


def refusals(language: str) -> str:
    """Write the table of what makes an expression be refused, in one language."""
    told = {one.code: sentence(one) if language == "en" else _chinese(one) for one in _below(ExpressionError)}
    heads = {"en": "| code | meaning |", "zh": "| 代码 | 含义 |"}
    rows = "".join(f"| `{code}` | {told[code]} |\n" for code in sorted(told))
    return f"{heads[language]}\n| --- | --- |\n{rows}"


def error_classes() -> list[type[LotgateError]]:
    """Find every error class of every room, by importing all of their modules."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    classes: list[type[LotgateError]] = [LotgateError, *_below(LotgateError)]
    return [one for one in classes if one.__module__.split(".")[0] in ROOMS]


def _below(error: type[LotgateError]) -> Iterator[type[LotgateError]]:
    children: list[type[LotgateError]] = error.__subclasses__()
    for child in children:
        yield child
        yield from _below(child)


def sentence(documented: object) -> str:
    """Give the first paragraph of a docstring on one line, fit for a table."""
    first = (inspect.getdoc(documented) or "").split("\n\n")[0]
    return " ".join(first.replace("``", "`").split()).replace("|", "\\|")


def _chinese(error: type[LotgateError]) -> str:
    """Give the sentence in Chinese that the class itself has, fit for a table."""
    return str(vars(error).get("chinese", "")).replace("|", "\\|")


def _said(texts: Mapping[str, Localized]) -> str:
    rows = "".join(f"| `{code}` | {texts[code].en} | {texts[code].zh} |\n" for code in sorted(texts))
    return f"| code | English | 中文 |\n| --- | --- | --- |\n{rows}"
