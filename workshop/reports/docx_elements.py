"""Makes elements of a Word document (WordprocessingML, ECMA-376 part 1): paragraphs, fields, captions and tables."""

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from workshop.domain.text_language import runs_to_the_left
from workshop.i18n.languages import CONVENTIONS, conventions
from workshop.reports.blocks import Cell, Column, Line, Table, Words
from workshop.reports.cell_escaping import plain
from workshop.reports.docx_styles import SMALL, USUAL
from workshop.reports.word_breaks import parts_of, pieces, with_whole_numbers

LONGEST_TITLE = 255
"""Characters of a table's title."""
LETTER, OF_TEXT = 0.8, 0.6
"""The width of a bold letter, as a part of its size, in the widest of the fonts that may stand in for ours, and that of
one of a text or a number."""
OF_WORDS, ON_A_LINE = 14, 60
"""Letters of a column of words: for which it has room at least, where its lines are not shorter, and at most."""
MOST_GIVEN = 0.35
"""The part of its width that a column of page 1 may give to others: its own texts need the rest."""
WHOLE = 8
"""A table with no more rows than this may be on one page (`table`)."""
BESIDE = 150
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


def table(given: Table, lang: str, width: int, close: bool = False, whole: bool = True) -> BaseOxmlElement:
    """A table of `width` (twentieths of a point), with a first row that is marked as its header and repeated on each
    page. Its caption is also its title for who cannot see it. `close`: in smaller letters; `whole`: on one page
    where it is short."""
    size = SMALL if close else USUAL
    widths = _shares(given.columns, width, size) if given.close else _widths(given, width, size)
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
    stay = len(given.rows) - 1 if len(given.rows) <= WHOLE and whole else 0
    rows += [_row(_paragraphs(styles, cells, lang, at < stay), widths) for at, cells in enumerate(given.rows)]
    return element("tbl", properties, element("tblGrid", *(element("gridCol", w=one) for one in widths)), *rows)


def _widths(given: Table, width: int, size: float) -> list[int]:
    """How wide columns are: each has what it needs, and of the rest a part of what it wants beyond that, so that
    numbers leave the room to words. Where all have what they want, the rest goes by their shares. `size`: of the
    letters, in points."""
    needs = [_needed(given, at, size) for at in range(len(given.columns))]
    wants = [max(0.0, _wanted(given, at, size) - need) for at, need in enumerate(needs)]
    rest, wanted = width - sum(needs), sum(wants)
    if rest <= 0:
        return [int(need * width / sum(needs)) for need in needs]
    if wanted > rest:
        return [int(need + want * rest / wanted) for need, want in zip(needs, wants, strict=True)]
    whole = sum(column.width for column in given.columns)
    shares = [(rest - wanted) * column.width / whole for column in given.columns]
    return [int(sum(parts)) for parts in zip(needs, wants, shares, strict=True)]


def _needed(given: Table, at: int, size: float) -> float:
    column, letters = given.columns[at], _longest(given, at)
    inside = letters if column.number else min(letters, OF_WORDS)
    return 20 * size * max(_head_part(column) * LETTER, inside * OF_TEXT) + BESIDE


def _wanted(given: Table, at: int, size: float) -> float:
    """Words and their heading on one line, the heading of numbers on two."""
    column = given.columns[at]
    if column.number:
        return 20 * size * LETTER * (len(column.head) + _head_part(column)) / 2 + BESIDE
    letters = max(OF_TEXT * min(_longest(given, at), ON_A_LINE), LETTER * len(column.head))
    return 20 * size * letters + BESIDE


def _head_part(column: Column) -> int:
    return max(map(len, _parts(column.head)), default=0)


def _longest(given: Table, at: int) -> int:
    """Letters of the longest line in a column."""
    return max((sum(len(one.text) for one in line) for row in given.rows for line in row[at]), default=0)


def _shares(columns: Sequence[Column], width: int, size: float) -> list[int]:
    """The columns' shares of a width, as `page_one_height_estimate` counts on them. One that is too narrow for its
    heading takes what it lacks from those that have room. `size`: of the letters, in points."""
    whole = sum(column.width for column in columns)
    shares = [width * column.width / whole for column in columns]
    least = [_head_part(column) * size * LETTER * 20 + BESIDE for column in columns]
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


def _paragraphs(styles: Sequence[str], cells: Iterable[Cell], lang: str, stay: bool) -> list[list[BaseOxmlElement]]:
    stays = True if stay else None
    return [
        [line_paragraph(style, line, lang, stays) for line in lines] or [paragraph(style, stays=stays)]
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
    if words.lang and words.lang != lang and words.lang in CONVENTIONS:
        properties.append(element("lang", val=conventions(words.lang).office))
    about = [element("rPr", *properties)] if properties else []
    return element("r", *about, *_texts(words.shown, may_break=words.written))


def _texts(text: str, may_break: bool = False) -> list[BaseOxmlElement]:
    """Its lines; where they `may_break`, a long word does at a syllable, with a hyphen that is no letter of it."""
    found: list[BaseOxmlElement] = []
    for at, line in enumerate(text.replace("\t", " ").splitlines()):
        found += [element("br")] if at else []
        line = with_whole_numbers(line)
        for nth, piece in enumerate(pieces(line) if may_break else [line]):
            found += [element("softHyphen")] if nth else []
            made = element("t")
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.text = piece
            found.append(made)
    return found


def _instruction(text: str) -> BaseOxmlElement:
    made = element("instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = f" {text} "
    return made
