"""The summary as a Word document that an official can edit and file: real headings, captions, contents and tables whose
header rows are marked, in the order of the printed page.

Elements are made directly, because the library's own way into the cells of a table takes seconds for one of 600 rows.
"""

import datetime as dt
import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.coreprops import CoreProperties
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, Twips

from workshop.i18n import catalogues
from workshop.i18n.languages import conventions
from workshop.reports import docx_elements, page_one_wording, png, wording
from workshop.reports.blocks import (
    Block,
    ChartPicture,
    ColumnBreak,
    Contents,
    Heading,
    Paragraph,
    Table,
    TwoColumns,
    flat,
)
from workshop.reports.cell_escaping import plain
from workshop.reports.docx_styles import TITLE, dress
from workshop.reports.page_one_height_estimate import SMALLER, is_long
from workshop.reports.summary import Summary
from workshop.reports.summary_as_blocks import blocks_of

STYLE = {"body": "Normal", "lead": "Subtitle", "figures": "Figures", "notice": "Notice", "quiet": "Quiet"}
HEADINGS = ("Title", "Heading1", "Heading2")
SPACIOUS, WIDE = 6, 8
"""A table with more columns than the first has smaller letters; one with more than the second stands on pages that lie
on their side."""
SHORT, LONG, MARGIN, GUTTER = Mm(210), Mm(297), Mm(20), Mm(8)
RUNNING = 70
"""Characters of the running title, so that it is one line."""
LONGEST = 255
"""Characters that a property of a document may have."""
UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Parts of python-docx's template that are about another document, by the end of their relationship."""


def write(summary: Summary, lang: str) -> bytes:
    """The whole document in the words of `lang`."""
    lang = catalogues.html_lang(lang)
    document = Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in rels.items() if one.reltype.endswith(UNUSED)]:
            del rels[key]
    dress(document, lang, lambda key: catalogues.say(lang, key))
    _describe(document.core_properties, summary, lang)
    if is_long(wording.pick(summary.title, lang)):
        document.styles["Title"].font.size = Pt(TITLE / SMALLER)
    _set_page(document.sections[0], summary, lang)
    blocks = blocks_of(summary, lang)
    _Body(document, blocks, lang).write(blocks)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(about: CoreProperties, summary: Summary, lang: str) -> None:
    about.title = plain(wording.pick(summary.title, lang))[:LONGEST]
    about.subject = plain(" · ".join(page_one_wording.when_and_where(summary, lang)))[:LONGEST]
    about.author = plain(summary.organiser)[:LONGEST]
    about.last_modified_by = about.author
    about.comments = ""
    about.keywords = summary.code
    about.language = conventions(lang).office
    about.created = about.modified = summary.made_at.astimezone(dt.UTC).replace(tzinfo=None)


def _set_page(section: Section, summary: Summary, lang: str) -> None:
    """A4, with a running title from page 2 on and "2 (7)" at the foot of each page."""
    section.page_width, section.page_height = SHORT, LONG
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin, section.header_distance = Mm(16), Mm(16), Mm(8)
    section.different_first_page_header_footer = True
    title = catalogues.first_words(wording.pick(summary.title, lang), RUNNING)
    _fill(
        section.header._element, "Header", [docx_elements.text_run(f"{title} – {catalogues.say(lang, 'report.title')}")]
    )
    for foot in (section.footer, section.first_page_footer):
        _fill(foot._element, "Footer", _page_number())


def _page_number() -> list[BaseOxmlElement]:
    text, field = docx_elements.text_run, docx_elements.field
    return [*field("PAGE", "1"), text(" ("), *field("NUMPAGES", "1"), text(")")]


def _fill(part: BaseOxmlElement, style: str, inside: Sequence[BaseOxmlElement]) -> None:
    for one in list(part):
        part.remove(one)
    part.append(docx_elements.paragraph(style, *inside))


class _Body:
    """Writes blocks one after another, and counts tables and charts."""

    def __init__(self, document: Made, blocks: Sequence[Block], lang: str) -> None:
        self._document, self._lang, self._tables, self._charts = document, lang, 0, 0
        headings = [one for one in flat(blocks) if isinstance(one, Heading) and one.level]
        self._names = {id(one): f"_Toc{number:06}" for number, one in enumerate(headings, 1)}
        self._entries = [
            (one.level, "".join(words.shown for words in one.line), self._names[id(one)]) for one in headings
        ]

    def write(self, blocks: Sequence[Block], close: bool = False, columns: int = 1) -> None:
        """All of them; `close`: in smaller letters."""
        for at, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                stays = _between_heading_and_table(blocks, at)
                self._add(docx_elements.line_paragraph(STYLE[block.style], block.line, self._lang, stays or None))
            elif isinstance(block, Table):
                self._add_table(block, close, columns)
            elif isinstance(block, TwoColumns):
                self._add_columns(block)
            elif isinstance(block, ColumnBreak):
                self._add(docx_elements.column_break("Break"))
            elif isinstance(block, Contents):
                self._add(docx_elements.contents(block.title, self._entries))
            elif isinstance(block, ChartPicture):
                self._add_picture(block)
            elif isinstance(block, Heading):
                self._add_heading(block)

    def _add_heading(self, block: Heading) -> None:
        style = HEADINGS[block.level]
        if block.level:
            name = self._names[id(block)]
            self._add(docx_elements.heading(style, block.line, self._lang, int(name[4:]), name))
        else:
            self._add(docx_elements.line_paragraph(style, block.line, self._lang))

    def _add_columns(self, block: TwoColumns) -> None:
        """In two columns only where a break says what stands beside what: LibreOffice sets a heading, its caption and
        its table in different ones where it fills the columns itself."""
        if not any(isinstance(one, ColumnBreak) for one in block.blocks):
            self.write(block.blocks, close=True)
            return
        _set_columns(self._document, 2)
        self.write(block.blocks, close=True, columns=2)
        _set_columns(self._document, 1)

    def _add_table(self, block: Table, close: bool, columns: int) -> None:
        self._tables += 1
        wide = len(block.columns) > WIDE
        if wide:
            _turn(self._document, WD_ORIENT.LANDSCAPE)
        label = catalogues.say(self._lang, "report.caption.table")
        self._add(docx_elements.caption(label, self._tables, block.caption, self._lang, above=True))
        inside = Twips((LONG if wide else SHORT).twips - 2 * MARGIN.twips).twips
        across = (inside - GUTTER.twips) // 2 if columns == 2 else inside
        small = close or block.close or SPACIOUS < len(block.columns) <= WIDE
        self._add(docx_elements.table(block, self._lang, across, small, whole=columns == 1))
        if wide:
            _turn(self._document, WD_ORIENT.PORTRAIT)

    def _add_picture(self, block: ChartPicture) -> None:
        """The chart as wide as the text, with its text alternative; every version of Word shows PNG."""
        self._charts += 1
        picture = io.BytesIO(png.drawn(block.svg))
        inside = self._document.part.new_pic_inline(picture, width=Mm(170))
        inside.docPr.set("descr", plain(block.alt))
        self._add(docx_elements.paragraph("Normal", docx_elements.drawing(inside), stays=True))
        label = catalogues.say(self._lang, "report.caption.figure")
        self._add(docx_elements.caption(label, self._charts, block.caption, self._lang, above=False))

    def _add(self, made: BaseOxmlElement) -> None:
        body = self._document.element.body
        body[-1].addprevious(made)  # the last child holds the page's size


def _between_heading_and_table(blocks: Sequence[Block], at: int) -> bool:
    """Whether nothing but paragraphs stands between a heading and the table or chart below it, this one among them:
    they stay on one page."""
    before = next((one for one in reversed(blocks[:at]) if not isinstance(one, Paragraph)), None)
    after = next((one for one in blocks[at:] if not isinstance(one, Paragraph)), None)
    return isinstance(before, Heading) and isinstance(after, Table | ChartPicture)


def _section(document: Made, begins: WD_SECTION) -> Section:
    """A new section. The break before it stands in a paragraph of its own, which is as low as a line."""
    section: Section = document.add_section(begins)
    section.different_first_page_header_footer = False
    last = document.element.body[-2]
    last.get_or_add_pPr().insert(0, docx_elements.element("pStyle", val="Break"))
    return section


def _set_columns(document: Made, number: int) -> None:
    """What follows stands in so many columns, on the same page."""
    section = _section(document, WD_SECTION.CONTINUOUS)
    for old in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(old)
    columns = docx_elements.element("cols", num=number, space=GUTTER.twips)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        section._sectPr.append(columns)
    else:
        grid.addprevious(columns)


def _turn(document: Made, orientation: WD_ORIENT) -> None:
    section = _section(document, WD_SECTION.NEW_PAGE)
    section.orientation = orientation
    on_its_side = orientation == WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (LONG, SHORT) if on_its_side else (SHORT, LONG)
