"""Numbers → SVG: the bars of a counted vote, in the language of the screen: ticks, solid by phone and outlined by show of hands.

Real text, so that it can be read aloud, searched and copied; the caller sets a table with the same figures beside it. Colours are given
as attributes, good for a file of its own, and as classes (`label`, `rank`, `sum`, `tick`, `open`), so that a page's style sheet may
decide. Must not: know forums, catalogues or files; every word in a picture is given by the caller.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

ROOM = 24
"""Votes that stand as wide ticks; more make all ticks narrower."""
CLOSED = 60
"""More votes than this close into one solid bar with an open end."""
_ACCENT, _TEXT = "#145841", "#1f1a15"
_FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, sans-serif"
_LABEL, _LINE, _BAR, _GAP, _MARGIN, _SUM = 16.0, 21.0, 20.0, 18.0, 34.0, 56.0
_LETTER = 0.54
"""Mean width of a letter in this font, as a share of its size: enough to break lines by."""


@dataclass(frozen=True)
class Bar:
    """One row: what was voted on, all its votes, how many of them by hand, and its place as written ("" for none)."""

    label: str
    votes: int
    hands: int = 0
    rank: str = ""


def bars(rows: Sequence[Bar], width: int = 720, title: str = "", lang: str = "") -> str:
    """An `<svg>` of `width` user units, one row under the other; all rows share one tick width.

    `title` names it for screen readers. Raises ValueError for a negative count or more hands than votes.
    """
    if any(row.votes < 0 or not 0 <= row.hands <= row.votes for row in rows):
        raise ValueError("a bar has a count that cannot be")
    most = max((row.votes for row in rows), default=0)
    left = _MARGIN if any(row.rank for row in rows) else 0.0
    step = (width - left - _SUM) / max(ROOM, most)
    parts, top = [], 0.0
    for row in rows:
        drawn, height = _row(row, left, top, width, step, most > CLOSED)
        parts.append(drawn)
        top += height + _GAP
    return _svg(width, max(1.0, top - _GAP + 4), title, lang, parts)


def _svg(width: int, height: float, title: str, lang: str, parts: Iterable[str]) -> str:
    named = f' role="img" aria-label="{escape(title)}"' if title else ' aria-hidden="true"'
    spoken = f' lang="{escape(lang)}"' if lang else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_n(height)}" width="{width}" height="{_n(height)}"{named}{spoken}'
    )
    return f'{head} font-family="{_FONT}"><title>{escape(title)}</title>{"".join(parts)}</svg>'


def _row(row: Bar, left: float, top: float, width: int, step: float, closed: bool) -> tuple[str, float]:
    """The row's elements and its height."""
    lines = wrapped(row.label, int((width - left) / (_LABEL * _LETTER)))
    label = "".join(f'<tspan x="{_n(left)}" dy="{_n(_LINE if at else 0)}">{escape(line)}</tspan>' for at, line in enumerate(lines))
    under = top + _LINE * len(lines) + 4
    end = left + step * row.votes + (10 if row.votes else 0)
    drawn = [
        _text("rank", 0, top + _LABEL, _LABEL + 2, escape(row.rank), _ACCENT, 680) if row.rank else "",
        _text("label", left, top + _LABEL, _LABEL, label, _TEXT, 400),
        *(_solid if closed else _ticks)(row, left, under, step),
        _text("sum", end, under + _BAR - 3, _LABEL + 4, str(row.votes), _TEXT, 680),
    ]
    return "".join(drawn), under + _BAR - top


def wrapped(text: str, room: int) -> list[str]:
    """Lines of at most about `room` letters, broken at spaces; a longer word is broken where it must be."""
    lines = [""]
    for word in text.split():
        while len(word) > room:
            lines.append(word[:room])
            word = word[room:]
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _text(kind: str, x: float, y: float, size: float, inner: str, colour: str, weight: int) -> str:
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" font-weight="{weight}" fill="{colour}">{inner}</text>'


def _ticks(row: Bar, left: float, top: float, step: float) -> list[str]:
    wide = step * 0.69
    return [_box(left + step * at, top, wide, at >= row.votes - row.hands) for at in range(row.votes)]


def _solid(row: Bar, left: float, top: float, step: float) -> list[str]:
    ends = [0, row.votes - row.hands, row.votes]
    spans = [(start, end, start == ends[1] and row.hands > 0) for start, end in pairwise(ends) if end > start]
    return [_box(left + step * start, top, step * (end - start), open_end) for start, end, open_end in spans]


def _box(x: float, y: float, width: float, open_end: bool) -> str:
    """One tick or one piece of a solid bar; outlined inside its own measure."""
    if not open_end:
        return f'<rect class="tick" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(_BAR)}" fill="{_ACCENT}"/>'
    line = min(2.0, width / 4)
    inside = f'x="{_n(x + line / 2)}" y="{_n(y + line / 2)}" width="{_n(width - line)}" height="{_n(_BAR - line)}"'
    return f'<rect class="open" {inside} fill="none" stroke="{_ACCENT}" stroke-width="{_n(line)}"/>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
