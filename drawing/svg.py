"""A figure as SVG: one file that needs no other, with a title and a description, in one language."""

import hashlib
from collections.abc import Iterator

from drawing.figure import BEYOND, Figure, Flag
from drawing.named_lines import decimals_of, named_lines
from drawing.scales import number
from drawing.svg_elements import Look, element, place, text, words
from drawing.svg_flags import diamond, rules_text
from drawing.svg_panel import Drawn, draw_panel
from drawing.svg_plot import CENTER, FAINT, INK, LABEL, LIMIT, PATH, POINT, REFERENCE, SMALL, ZONES, Area, value_ticks
from drawing.widths import pixels, wrapped
from drawing.words import TEXTS

WIDTH, LEFT, RIGHT = 960, 84, 132
FONTS = (
    "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
)
_HEIGHTS = (310, 150)
_GAP, _LINE = 52, 17
_MOST_TOLD = 20
_MARGIN, _TITLE = 24, 18


def svg(figure: Figure, language: str) -> str:
    """
    Draw a figure.

    Args:
        figure: The figure.
        language: ``en`` or ``zh``.

    Returns:
        SVG text, 960 pixels wide: the panels above each other, a legend, notes. Above some hundred points the extremes
        of each part of the axis are drawn, and every flagged point. The same figure gives the same text on every
        machine; its identifiers are its digest, so that several can stand on one page.
    """
    body, y = _header(figure, language)
    drawn: list[Drawn] = []
    left, right = _margins(figure)
    for index, panel in enumerate(figure.panels):
        area = Area(left, y + 22, WIDTH - left - right, _height(index))
        drawn.append(draw_panel(figure, panel, area, language))
        body.append(drawn[-1].svg)
        y = area.bottom + _GAP - 22
    axis = figure.point.text(language)
    body.append(text(axis, (left + WIDTH - right) / 2, y + 4, text_anchor="middle", font_size=12, fill=INK))
    legend, y = _legend(figure, language, y + 28)
    body += legend
    notes, y = _notes([*_told(figure, drawn, language), *(note.text(language) for note in figure.notes)], y + 8)
    body += notes
    return _document(figure, language, "\n".join(body), y + 8)


def _height(index: int) -> int:
    return _HEIGHTS[min(index, 1)]


def _margins(figure: Figure) -> tuple[float, float]:
    """Give the room that labels take at the left and at the right, the same for all panels."""
    ticks = [label for i, panel in enumerate(figure.panels) for _, label in value_ticks(panel, _height(i))]
    names = [line.label for panel in figure.panels for line in named_lines(panel)]
    left = max(pixels(label, SMALL) for label in [*ticks, ""]) + 20
    return max(left, LEFT), max(max(pixels(name, LABEL) for name in names) + 20, RIGHT)


def _document(figure: Figure, language: str, body: str, height: float) -> str:
    key = hashlib.sha256(body.encode()).hexdigest()[:12]
    head = element("title", words(figure.title.text(language)), id=f"t{key}")
    described = element("desc", " ".join(words(line) for line in described_in(figure, language)), id=f"d{key}")
    paper = element("rect", width=WIDTH, height=height, fill="#ffffff")
    return (
        element(
            "svg",
            f"\n{head}\n{described}\n{paper}\n{body}\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {place(height)}",
            width=WIDTH,
            height=height,
            role="img",
            lang="zh-Hans" if language == "zh" else "en",
            aria_labelledby=f"t{key} d{key}",
            font_family=FONTS,
        )
        + "\n"
    )


def described_in(figure: Figure, language: str) -> Iterator[str]:
    """Say in words what a picture shows, for those who cannot see it."""
    texts = TEXTS[language]
    yield figure.subtitle.text(language)
    for panel in figure.panels:
        upper, lower, center, *_ = (number(line.value, decimals_of(panel)) for line in named_lines(panel))
        title = panel.title.text(language)
        yield texts["panel"].format(title=title, center=center, lower=lower, upper=upper)
        if panel.varies:
            yield texts["varies"]
        told = [_flag_text(flag, language) for flag in panel.flags[:_MOST_TOLD]]
        if len(panel.flags) > _MOST_TOLD:
            told.append(texts["more"].format(count=f"{len(panel.flags) - _MOST_TOLD:,}"))
        yield texts["flagged"].format(points=texts["comma"].join(told)) if told else texts["flagged_none"]


def _flag_text(flag: Flag, language: str) -> str:
    return TEXTS[language]["flagged_point"].format(point=flag.point + 1, rules=rules_text(flag, language))


def _header(figure: Figure, language: str) -> tuple[list[str], float]:
    """Write title and subtitle, as many lines as they take."""
    parts: list[str] = []
    y = 14.0
    for line in wrapped(figure.title.text(language), WIDTH - 2 * _MARGIN, _TITLE):
        y += _TITLE * (1.0 if not parts else 1.3)
        parts.append(text(line, _MARGIN, y, font_size=_TITLE, font_weight="bold", fill=INK))
    y += 5
    for line in wrapped(figure.subtitle.text(language), WIDTH - 2 * _MARGIN, 12):
        y += _LINE
        parts.append(text(line, _MARGIN, y, font_size=12, fill=FAINT))
    return parts, y + 10


def _legend(figure: Figure, language: str, y: float) -> tuple[list[str], float]:
    """Explain every sign that is used, and no other, in as many rows as it takes."""
    parts: list[str] = []
    x = float(LEFT)
    for sign, width, said in _signs(figure, TEXTS[language]):
        needed = width + 6 + pixels(said, SMALL) + 22
        if x > LEFT and x + needed > WIDTH - 12:
            x, y = float(LEFT), y + _LINE + 3
        parts.append(element("g", sign, transform=f"translate({place(x)} {place(y)})"))
        parts.append(text(said, x + width + 6, y + 4, font_size=SMALL, fill=INK))
        x += needed
    return parts, y + _LINE


def _signs(figure: Figure, texts: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    """Give each sign with its width and what it means."""
    dot = element("path", d="M12 0h0", stroke=POINT, stroke_width=6, stroke_linecap="round")
    yield element("path", d="M0 0H24", stroke=PATH, stroke_width=1.2) + dot, 24, texts["legend_point"]
    flags = {rule for panel in figure.panels for flag in panel.flags for rule in flag.rules}
    mark = element("path", d=diamond(6, 0, 5), fill=LIMIT)
    if flags - {BEYOND}:
        yield mark, 12, texts["legend_both" if BEYOND in flags else "legend_flag"]
    elif flags:
        yield mark, 12, texts["legend_beyond"]
    yield _sample(CENTER, ""), 24, texts["legend_center"]
    yield _sample(LIMIT, "6 4"), 24, texts["legend_limits"]
    if any(panel.references for panel in figure.panels):
        yield _sample(REFERENCE, "10 3 2 3"), 24, texts["legend_references"]
    if any(panel.zone is not None for panel in figure.panels):
        boxes = (
            element("rect", x=14 * index, y=-6, width=14, height=12, fill=ZONES[name], stroke="#cbd2d9")
            + text(name, 14 * index + 7, 4, font_size=10, text_anchor="middle", fill=FAINT)
            for index, name in enumerate("ABC")
        )
        yield "".join(boxes), 42, texts["legend_zones"]


def _sample(color: str, dashes: str) -> str:
    look: Look = {"stroke": color, "stroke_width": 1.3}
    if dashes:
        look["stroke_dasharray"] = dashes
    return element("path", d="M0 0H24", **look)


def _told(figure: Figure, drawn: list[Drawn], language: str) -> Iterator[str]:
    """Say which rules flagged a point here, and what the picture leaves out."""
    texts = TEXTS[language]
    seen = {rule for panel in figure.panels for flag in panel.flags for rule in flag.rules}
    rules = [texts["rule"].format(number=key, words=said.text(language)) for key, said in figure.rules if key in seen]
    if rules:
        yield ("；" if language == "zh" else "; ").join(rules)
    if any(panel.varies for panel in figure.panels):
        yield texts["varies"]
    if drawn[0].points < figure.count:
        counts = {"drawn": drawn[0].points, "count": figure.count, "bucket": drawn[0].bucket}
        yield texts["thinned"].format(**{name: f"{count:,}" for name, count in counts.items()})
    unnumbered = sum(one.unnumbered for one in drawn)
    if unnumbered:
        yield texts["unnumbered"].format(count=f"{unnumbered:,}")


def _notes(notes: list[str], y: float) -> tuple[list[str], float]:
    parts = []
    for note in notes:
        for line in wrapped(note, WIDTH - LEFT - 24, SMALL):
            parts.append(text(line, LEFT, y, font_size=SMALL, fill=FAINT))
            y += _LINE
    return parts, y
