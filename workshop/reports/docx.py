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
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Twips

from workshop.i18n import catalogues
from workshop.reports import docx_elements, png, wording
from workshop.reports.blocks import Block, ChartPicture, Contents, Heading, Paragraph, Table
from workshop.reports.cells import plain
from workshop.reports.document import blocks_of
from workshop.reports.docx_styles import LOCALES, dress
from workshop.reports.summary import Summary

STYLE = {"body": "Normal", "lead": "Subtitle", "figures": "Figures", "notice": "Notice", "quiet": "Quiet"}
HEADINGS = ("Title", "Heading1", "Heading2")
WIDE = 8
"""A table with more columns than these stands on pages that lie on their side."""
SHORT, LONG, MARGIN = Mm(210), Mm(297), Mm(20)
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
    _set_page(document.sections[0], summary, lang)
    _write_blocks(document, blocks_of(summary, lang), lang)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(about: CoreProperties, summary: Summary, lang: str) -> None:
    about.title = plain(wording.pick(summary.title, lang))[:LONGEST]
    about.subject = plain(" · ".join(wording.when_and_where(summary, lang)))[:LONGEST]
    about.author = plain(summary.organiser)[:LONGEST]
    about.last_modified_by = about.author
    about.comments = ""
    about.keywords = summary.code
    about.language = LOCALES[lang]
    about.created = about.modified = summary.made_at.astimezone(dt.UTC).replace(tzinfo=None)


def _set_page(section: Section, summary: Summary, lang: str) -> None:
    """A4, with a running title from page 2 on and "2 (7)" at the foot of each page."""
    section.page_width, section.page_height = SHORT, LONG
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
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


def _write_blocks(document: Made, blocks: Sequence[Block], lang: str) -> None:
    headings = [one for one in blocks if isinstance(one, Heading) and one.level]
    names = {id(one): f"_Toc{number:06}" for number, one in enumerate(headings, 1)}
    entries = [(one.level, "".join(words.shown for words in one.line), names[id(one)]) for one in headings]
    tables = charts = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            after = blocks[at + 1] if at + 1 < len(blocks) else block
            stays = isinstance(blocks[at - 1], Heading) and isinstance(after, Table)
            _append(document, docx_elements.line_paragraph(STYLE[block.style], block.line, lang, stays))
        elif isinstance(block, Contents):
            _append(document, docx_elements.contents(block.title, entries))
        elif isinstance(block, Table):
            tables += 1
            _write_table(document, block, tables, lang)
        elif isinstance(block, ChartPicture):
            charts += 1
            _add_picture(document, block, charts, lang)
        elif block.level:
            name = names[id(block)]
            style = HEADINGS[block.level]
            _append(document, docx_elements.heading(style, block.line, lang, int(name[4:]), name))
        else:
            _append(document, docx_elements.line_paragraph(HEADINGS[0], block.line, lang))


def _write_table(document: Made, block: Table, number: int, lang: str) -> None:
    wide = len(block.columns) > WIDE
    if wide:
        _turn(document, WD_ORIENT.LANDSCAPE)
    _append(document, docx_elements.caption(catalogues.say(lang, "report.caption.table"), number, block.caption, lang))
    inside = Twips((LONG if wide else SHORT).twips - 2 * MARGIN.twips).twips
    _append(document, docx_elements.table(block, lang, inside))
    if wide:
        _turn(document, WD_ORIENT.PORTRAIT)


def _add_picture(document: Made, block: ChartPicture, number: int, lang: str) -> None:
    """The chart as wide as the text, with its text alternative; every version of Word shows PNG."""
    inside = document.part.new_pic_inline(io.BytesIO(png.drawn(block.svg)), width=Mm(170))
    inside.docPr.set("descr", plain(block.alt))
    _append(document, docx_elements.paragraph("Normal", docx_elements.drawing(inside), stays=True))
    label = catalogues.say(lang, "report.caption.figure")
    _append(document, docx_elements.caption(label, number, block.caption, lang))


def _turn(document: Made, orientation: WD_ORIENT) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    section.orientation = orientation
    on_its_side = orientation == WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (LONG, SHORT) if on_its_side else (SHORT, LONG)


def _append(document: Made, made: BaseOxmlElement) -> None:
    body = document.element.body
    body[-1].addprevious(made)  # the last child holds the page's size
