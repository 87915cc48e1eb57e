"""HTML as text: elements with escaped content, and the frame of a page."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from lotgate.phrases import INDENT

STYLE = """
:root { color-scheme: light; --ink: #1b2530; --soft: #5a6875; --line: #d8dee4; --paper: #fff; --tint: #f4f6f8;
  --mark: #0b5c8a; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--tint); font: 15px/1.55 "Source Sans 3", "Segoe UI",
  "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 2rem 4rem; background: var(--paper); }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.4rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
h3 code { color: var(--mark); font-size: .95em; margin-right: .5em; white-space: nowrap; }
article { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.1rem; } li { margin: .1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .93em; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); }
td code, dd code { font-size: .88em; }
td:first-child, .contents td:last-child { white-space: nowrap; }
.soft { color: var(--soft); } .top { display: flex; justify-content: space-between; gap: 1rem; }
.badge { border: 1px solid var(--line); border-radius: .3rem; padding: 0 .4rem; font-size: .85em; white-space: nowrap; }
.law { border-color: #8a1f11; color: #8a1f11; } .standard { border-color: var(--mark); color: var(--mark); }
.policy, .guidance { border-color: #6b5b00; color: #6b5b00; }
a { color: var(--mark); }
@media print { body { background: none; } main { max-width: none; padding: 0; } a { color: inherit; } }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
  main { padding: 1rem; } }
""".strip()
WRITTEN = re.compile(r"`([^`]*)`")
TAGS = {"en": "en", "zh": "zh-Hans"}


def element(name: str, *content: str, **attributes: str) -> str:
    """Write an element around markup; a trailing underscore of an attribute's name is dropped."""
    said = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(content)}</{name}>"


def listed(lines: Iterable[str]) -> str:
    """Write a list of texts."""
    return element("ul", *(element("li", escape(line)) for line in lines))


def nested(lines: Sequence[str]) -> str:
    """Write the lines of `lotgate.phrases.phrase`: what is further in, or has a dash, belongs to the line above it."""
    parts: list[str] = []
    rest = list(lines)
    while rest:
        head, *rest = rest
        is_item = head.startswith("- ")
        count = next((n for n, line in enumerate(rest) if not _is_below(line, is_item=is_item)), len(rest))
        below, rest = rest[:count], rest[count:]
        if not any(line.startswith("- ") for line in below):
            below = [line.removeprefix(INDENT) for line in below]
        parts.append(element("li", marked(head.removeprefix("- ")), nested(below) if below else ""))
    return element("ul", *parts)


def _is_below(line: str, *, is_item: bool) -> bool:
    return line.startswith(INDENT) or (line.startswith("- ") and not is_item)


def marked(text: str) -> str:
    """Escape a text; what stands in backticks was written in the pack."""
    return WRITTEN.sub(r"<code>\1</code>", escape(text))


def described(rows: Iterable[tuple[str, str]]) -> str:
    """Write terms with their descriptions, each term with a capital letter; what has none is left out."""
    shown = (element("dt", escape(term[:1].upper() + term[1:])) + element("dd", said) for term, said in rows if said)
    return element("dl", *shown)


def tabled(head: Sequence[str], rows: Iterable[Sequence[str]], **attributes: str) -> str:
    """Write a table of markup; the head is text."""
    top = element("thead", element("tr", *(element("th", escape(one)) for one in head)))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    return element("table", top, element("tbody", *body), **attributes)


def page(title: str, language: str, *content: str) -> str:
    """Write a whole page that needs nothing beside itself."""
    head = element(
        "head",
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", escape(title)),
        element("style", STYLE),
    )
    body = element("body", element("main", *content))
    return f"<!doctype html>\n{element('html', head, body, lang=TAGS[language])}\n"
