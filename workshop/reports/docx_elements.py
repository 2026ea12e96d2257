"""Makes elements of a Word document (WordprocessingML, ECMA-376 part 1): paragraphs, fields, captions and tables."""

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from workshop.domain.text_language import runs_to_the_left
from workshop.reports.blocks import Cell, Column, Line, Table, Words
from workshop.reports.cell_escaping import plain
from workshop.reports.docx_styles import LOCALES, SMALL, USUAL
from workshop.reports.word_breaks import parts_of, with_whole_numbers

LONGEST_TITLE = 255
"""Characters of a table's title."""
LETTER = 0.82
"""The width of a bold letter, as a part of its size, in the widest of the fonts that may stand in for ours."""
MOST_GIVEN = 0.35
"""The part of its width that a column may give to others: its own texts need the rest."""
BESIDE = 200
"""Twentieths of a point on both sides of what is in a cell."""
_CELLS = {(False, False): "Cell", (True, False): "Number", (False, True): "Compact", (True, True): "CompactNumber"}
"""The style of a cell: (of a number, in smaller letters)."""
_LOOKS = {"strong": "Strong", "quiet": "SubtleEmphasis"}


def element(tag: str, *inner: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element of the main namespace with attributes of it: `element("pStyle", val="Title")`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for one in inner:
        made.append(one)
    return made


def paragraph(
    style: str, *inner: BaseOxmlElement, right_to_left: bool = False, stays: bool | None = None
) -> BaseOxmlElement:
    """A paragraph in a style, by the style's id. `stays`: on the page of what follows it; None: as its style says."""
    properties = element("pPr", element("pStyle", val=style))
    if stays is not None:
        properties.append(element("keepNext", val=int(stays)))
    if right_to_left:
        properties.append(element("bidi"))
    return element("p", properties, *inner)


def line_paragraph(style: str, line: Line, lang: str, stays: bool | None = None) -> BaseOxmlElement:
    """A paragraph with one line; what people wrote decides in which direction it runs."""
    spoken = "".join(words.text for words in line if words.written)
    return paragraph(style, *runs(line, lang), right_to_left=runs_to_the_left(spoken), stays=stays)


def runs(line: Line, lang: str) -> list[BaseOxmlElement]:
    """The pieces of a line, each with its look and its language where that is not `lang`; a link is a field."""
    return [run for words in line for run in (_link(words.text) if words.link else [_run(words, lang)])]


def _link(address: str) -> list[BaseOxmlElement]:
    made = field(f'HYPERLINK "{address}"', address)
    for one in made:
        one.insert(0, element("rPr", element("rStyle", val="Hyperlink")))
    return made


def text_run(text: str) -> BaseOxmlElement:
    """A piece of text as it is."""
    return element("r", *_texts(plain(text)))


def field(instruction: str, result: str) -> list[BaseOxmlElement]:
    """A field that Word counts anew; until then it shows `result`."""
    parts = (
        element("fldChar", fldCharType="begin"),
        _instruction(instruction),
        element("fldChar", fldCharType="separate"),
        *_texts(result),
        element("fldChar", fldCharType="end"),
    )
    return [element("r", part) for part in parts]


def contents(title: str, entries: Sequence[tuple[int, str, str]]) -> BaseOxmlElement:
    """The list of headings, of (level, text, name of its bookmark), which Word makes anew when it is asked to.

    It stands on one page, and has links and no page numbers: only Word knows these, and what it would have to count
    first it asks about.
    """
    lines = [
        paragraph(f"TOC{level}", element("hyperlink", text_run(text), anchor=name, history=1), stays=at < len(entries))
        for at, (level, text, name) in enumerate(entries, 1)
    ]
    start = [*field('TOC \\o "1-2" \\n \\h \\z', "")[:3]]
    end = element("r", element("fldChar", fldCharType="end"))
    if lines:
        for one in reversed(start):
            lines[0].insert(1, one)
        lines[-1].append(end)
    part = element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
    inside = element("sdtContent", paragraph("TOCHeading", text_run(title)), *lines)
    return element("sdt", element("sdtPr", part), inside)


def column_break(style: str) -> BaseOxmlElement:
    """What follows begins the next column. Its paragraph is as low as a line."""
    return paragraph(style, element("r", element("br", type="column")))


def heading(style: str, line: Line, lang: str, number: int, name: str) -> BaseOxmlElement:
    """A heading to which the contents lead, under the bookmark `name`."""
    made = line_paragraph(style, line, lang)
    made.insert(1, element("bookmarkStart", id=number, name=name))
    made.append(element("bookmarkEnd", id=number))
    return made


def caption(label: str, number: int, line: Line, lang: str, above: bool) -> BaseOxmlElement:
    """ "Table 3. …", with a number that Word counts on. `above`: it stands above what it names, on the same page."""
    counted = field(f"SEQ {label} \\* ARABIC", str(number))
    inside = (text_run(f"{label} "), *counted, text_run(". "), *runs(line, lang))
    return paragraph("Caption", *inside, stays=above)


def drawing(picture: BaseOxmlElement) -> BaseOxmlElement:
    """A picture within a line."""
    return element("r", element("drawing", picture))


def table(given: Table, lang: str, width: int, close: bool = False) -> BaseOxmlElement:
    """A table of `width` (twentieths of a point), with a first row that is marked as its header and repeated on each
    page. Its caption is also its title for who cannot see it. `close`: in smaller letters."""
    widths = _widths(given.columns, width, SMALL if close else USUAL)
    title = "".join(words.shown for words in given.caption)[:LONGEST_TITLE]
    properties = element(
        "tblPr",
        element("tblStyle", val="Report"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        element("tblCaption", val=title),
    )
    styles = [_CELLS[column.number, close] for column in given.columns]
    heads = [[paragraph(style, _head(column.head))] for style, column in zip(styles, given.columns, strict=True)]
    rows = [_row(heads, widths, header=True)]
    rows += [_row(_paragraphs(styles, cells, lang), widths) for cells in given.rows]
    return element("tbl", properties, element("tblGrid", *(element("gridCol", w=one) for one in widths)), *rows)


def _widths(columns: Sequence[Column], width: int, size: float) -> list[int]:
    """The columns' shares of a width. One that is too narrow for its heading takes what it lacks from those that have
    room. `size`: of the letters, in points."""
    whole = sum(column.width for column in columns)
    shares = [width * column.width / whole for column in columns]
    least = [max(map(len, _parts(column.head)), default=0) * size * LETTER * 20 + BESIDE for column in columns]
    lacks = [max(0.0, need - share) for need, share in zip(least, shares, strict=True)]
    room = [max(0.0, min(share - need, share * MOST_GIVEN)) for need, share in zip(least, shares, strict=True)]
    moved = min(sum(lacks), sum(room))
    if not moved:
        return list(map(int, shares))
    gets, gives = moved / sum(lacks), moved / sum(room)
    return [int(share + lack * gets - spare * gives) for share, lack, spare in zip(shares, lacks, room, strict=True)]


def _parts(head: str) -> list[str]:
    """What of a heading does not break; a part with a letter for its hyphen."""
    return [f"{part}-" if len(word) > 1 else part for word in parts_of(head) for part in word]


def _head(text: str) -> BaseOxmlElement:
    """A heading of a column. In a narrow column it breaks at a syllable, with a hyphen that is no letter of it."""
    pieces: list[BaseOxmlElement] = []
    for at, word in enumerate(parts_of(plain(text))):
        for nth, part in enumerate(word):
            pieces += [element("softHyphen")] if nth else []
            pieces += _texts(f" {part}" if at and not nth else part)
    return element("r", *pieces)


def _paragraphs(styles: Sequence[str], cells: Iterable[Cell], lang: str) -> list[list[BaseOxmlElement]]:
    return [
        [line_paragraph(style, line, lang) for line in lines] or [paragraph(style)]
        for style, lines in zip(styles, cells, strict=True)
    ]


def _row(cells: Sequence[Sequence[BaseOxmlElement]], widths: Sequence[int], header: bool = False) -> BaseOxmlElement:
    row = element("tr", element("trPr", element("cantSplit"), *([element("tblHeader")] if header else [])))
    for inside, width in zip(cells, widths, strict=True):
        row.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa")), *inside))
    return row


def _run(words: Words, lang: str) -> BaseOxmlElement:
    properties = []
    if words.look:
        properties.append(element("rStyle", val=_LOOKS[words.look]))
    if words.written and runs_to_the_left(words.text):
        properties.append(element("rtl"))
    if words.lang and words.lang != lang and words.lang in LOCALES:
        properties.append(element("lang", val=LOCALES[words.lang]))
    about = [element("rPr", *properties)] if properties else []
    return element("r", *about, *_texts(words.shown))


def _texts(text: str) -> list[BaseOxmlElement]:
    found: list[BaseOxmlElement] = []
    for at, line in enumerate(text.replace("\t", " ").splitlines()):
        found += [element("br")] if at else []
        made = element("t")
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.text = with_whole_numbers(line)
        found.append(made)
    return found


def _instruction(text: str) -> BaseOxmlElement:
    made = element("instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = f" {text} "
    return made
