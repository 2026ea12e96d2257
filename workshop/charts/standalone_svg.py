"""A picture that stands alone: titles, rows with their bars, and notes as one SVG file with its colours inside.

One dark colour on white, outlines for hands and numbers beside every bar: nothing is said by colour alone. Its `title`
and `desc` are its text alternative. Sizes are in pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop.charts.drawing import Drawing, fixed, markup, node
from workshop.charts.line_breaking import lines, width
from workshop.domain.text_language import runs_to_the_left

WIDE, LABELS, GAP, VALUES, EDGE_OF_ALL = 1000.0, 430.0, 20.0, 90.0, 40.0
"""Of what is drawn, of its column of labels, between columns, of the longest number, and of the margin around a picture
with a title."""
BARS = WIDE - LABELS - VALUES - 2 * GAP
ACCENT, TEXT, MUTED, EDGE, LINE = "#1b5a45", "#201a15", "#4f4841", "#78746b", "#d2cfc7"
"""The colours of light phone pages (`static/css/phone.css`), which are those of tokens.css in sRGB. A colour of an
organisation that is set in tokens.css alone is not in pictures."""
NAMESPACE = "http://www.w3.org/2000/svg"
METADATA = {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:cc": "http://creativecommons.org/ns#",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
FAMILY = "'Atkinson Hyperlegible Next','Noto Sans',sans-serif"
STYLE = (
    f"text{{font-family:{FAMILY};fill:{TEXT}}}.quiet{{fill:{MUTED}}}"
    f".chart{{fill:{ACCENT}}}.chart .paper{{fill:none;stroke:{ACCENT}}}.chart .axis{{fill:{EDGE}}}"
    f".chart .whole{{fill:{LINE}}}.chart .frame{{fill:none;stroke:{EDGE};stroke-width:.5}}"
    f".chart .mid{{fill:none;stroke:{LINE};stroke-width:.5}}"
)
"""People's words are set in this font where it is installed; in our own PDF and PNG it is."""


@dataclass(frozen=True)
class PictureRow:
    """A row: what it is called (a letter, a number), its words, its bar, its number as people read it, and what else is
    counted, in smaller letters below that number; "" for nothing."""

    label: str
    text: str
    bar: Drawing | None
    value: str
    below: str = ""


@dataclass(frozen=True)
class PictureSection:
    """Rows under a title, with a chart above them or none, and sentences below."""

    title: str
    rows: Sequence[PictureRow]
    above: Drawing | None = None
    notes: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Rights:
    """Under which terms the picture may be used: a sentence, and the address of the licence."""

    words: str
    url: str


@dataclass(frozen=True)
class Stack:
    """Elements of the picture, and where the next ones begin."""

    elements: list[Drawing]
    end: float


def picture(
    title: str,
    about: Sequence[str],
    sections: Sequence[PictureSection],
    description: str,
    lang: str,
    rights: Rights | None = None,
) -> str:
    """The whole picture as SVG. `about`: lines under its title; both may be empty where the title stands beside it.
    `rights` stand below it and, for programs, in its metadata; None where they stand beside it."""
    block = _heads(title if about else "", about)
    for section in sections:
        added = _section(section, block.end)
        block = Stack(block.elements + added.elements, added.end)
    if rights:
        added = _lines(lines(rights.words, WIDE, 16), (0, WIDE), block.end + 6, 16, {"class": "quiet"})
        block = Stack(block.elements + added.elements, added.end)
    told = (node("title", {"id": "title"}, title), node("desc", {"id": "desc"}, description))
    marks = [_metadata(title, rights)] if rights else []
    names = {"role": "img", "aria-labelledby": "title desc", "xml:lang": lang}
    return _drawn(block, EDGE_OF_ALL if about else 0, names, (*told, *marks))


def pieces(section: PictureSection) -> list[str]:
    """A section without its title in pictures that make it up one below the other, so that a page may end between two:
    what is above its rows, each row, and its notes. They have no text alternative: whoever shows them has that of the
    whole."""
    beside = _beside(section.rows)
    above = [Stack([_placed(section.above, 0, 8)], 8 + _height(section.above) + 12)] if section.above else []
    notes = [_notes(section, 0)] if section.notes else []
    return [_drawn(one, 0) for one in (*above, *(_row(row, 0, beside) for row in section.rows), *notes)]


def _drawn(block: Stack, edge: float, names: Mapping[str, str] | None = None, told: Sequence[Drawing] = ()) -> str:
    place = {
        "x": fixed(-edge),
        "y": fixed(-edge),
        "width": fixed(WIDE + 2 * edge),
        "height": fixed(block.end + 2 * edge),
    }
    size = {"width": place["width"], "height": place["height"], "viewBox": " ".join(place.values())}
    ground = node("rect", {**place, "fill": "#fff"})
    about = {"xmlns": NAMESPACE, **(names or {}), **size}
    return str(markup(node("svg", about, *told, node("style", None, STYLE), ground, *block.elements)))


def alone(drawing: Drawing) -> str:
    """One drawing as an SVG of its own, with its colours inside."""
    whole = drawing._replace(
        attributes={"xmlns": NAMESPACE, **drawing.attributes}, inner=(node("style", None, STYLE), *drawing.inner)
    )
    return str(markup(whole))


def sized(drawing: Drawing, wide: float) -> Drawing:
    """A drawing as a part of the picture, as wide as `wide`; its viewBox gives the height."""
    across, tall = map(float, drawing.attributes["viewBox"].split()[2:])
    return drawing._replace(
        attributes={
            **{name: value for name, value in drawing.attributes.items() if name in ("viewBox", "class")},
            "width": fixed(wide),
            "height": fixed(wide * tall / across),
        }
    )


def _metadata(title: str, rights: Rights) -> Drawing:
    """The rights as programs look for them in pictures (ccREL, W3C member submission 2008; Dublin Core)."""
    work = node(
        "cc:Work",
        {"rdf:about": ""},
        node("dc:title", None, title),
        node("dc:rights", None, rights.words),
        node("cc:license", {"rdf:resource": rights.url}),
    )
    return node("metadata", None, node("rdf:RDF", METADATA, work))


def _heads(title: str, about: Sequence[str]) -> Stack:
    if not title:
        return Stack([], 0)
    block = _lines(lines(title, WIDE, 36), (0, WIDE), 0, 36, {"font-weight": "700"})
    told = [part for line in about for part in lines(line, WIDE, 20)]
    under = _lines(told, (0, WIDE), block.end + 4, 20, {"class": "quiet"})
    return Stack(block.elements + under.elements, under.end + 12)


def _section(section: PictureSection, top: float) -> Stack:
    head = _lines(lines(section.title, WIDE, 25), (0, WIDE), top + 14, 25, {"font-weight": "700"})
    elements, y = head.elements, head.end + 8
    if section.above:
        elements, y = [*elements, _placed(section.above, 0, y)], y + _height(section.above) + 12
    beside = _beside(section.rows)
    for row in section.rows:
        added = _row(row, y, beside)
        elements, y = elements + added.elements, added.end
    notes = _notes(section, y)
    return Stack(elements + notes.elements, notes.end)


def _beside(rows: Sequence[PictureRow]) -> float:
    """How far from the left edge the words of all rows begin: after the widest label."""
    return max((width(row.label) * 20 + 12 for row in rows if row.label), default=0)


def _notes(section: PictureSection, y: float) -> Stack:
    told = [part for note in section.notes for part in lines(note, WIDE, 18)]
    notes = _lines(told, (0, WIDE), y + 6, 18, {"class": "quiet"})
    return Stack(notes.elements, notes.end + 12)


def _row(row: PictureRow, y: float, beside: float) -> Stack:
    words = _lines(lines(row.text, LABELS - beside, 19, most=3), (beside, LABELS), y + 8, 19)
    label = _lines([row.label] if row.label else [], (0, beside), y + 8, 19, {"font-weight": "700"})
    at = LABELS + GAP + (_end(row.bar) + 10 if row.bar else 0)
    value = {"x": fixed(at), "y": fixed(y + 28), "font-size": "22", "font-weight": "700"}
    rule = node("rect", {"width": fixed(WIDE), "y": fixed(y), "height": "1", "fill": LINE})
    bar = [_placed(row.bar, LABELS + GAP, y + 9)] if row.bar else []
    below = {"x": fixed(at), "y": fixed(y + 50), "font-size": "18"}
    numbers = [node("text", value, row.value), *([node("text", below, row.below)] if row.below else [])]
    tall = max(words.end, y + (58 if row.below else 36), y + 18 + (_height(row.bar) if row.bar else 0))
    return Stack([rule, *label.elements, *words.elements, *bar, *numbers], tall + 6)


def _placed(drawing: Drawing, x: float, y: float) -> Drawing:
    return drawing._replace(attributes={**drawing.attributes, "x": fixed(x), "y": fixed(y)})


def _end(drawing: Drawing) -> float:
    """Where what is drawn of a row ends: a bar is as wide as the longest, with nothing behind its own length."""
    rects = [part.attributes for part in drawing.inner if not isinstance(part, str) and part.name == "rect"]
    ends = [float(one["x"]) + float(one["width"]) for one in rects if "x" in one]
    is_whole = float(drawing.attributes["viewBox"].split()[2]) == float(drawing.attributes["width"])
    return max(ends) if is_whole and ends else float(drawing.attributes["width"])


def _height(drawing: Drawing) -> float:
    return float(drawing.attributes["height"])


def _lines(
    texts: Sequence[str], between: tuple[float, float], top: float, size: float, look: dict[str, str] | None = None
) -> Stack:
    """Lines of one text from the left of its column, or from the right if it runs so."""
    tall = size * 1.28
    left, right = between
    leftward = runs_to_the_left(" ".join(texts))
    place = {"x": fixed(right), "direction": "rtl"} if leftward else {"x": fixed(left)}
    written = [
        node("text", {**place, "y": fixed(top + size + i * tall), "font-size": fixed(size), **(look or {})}, text)
        for i, text in enumerate(texts)
    ]
    return Stack(written, top + len(texts) * tall)
