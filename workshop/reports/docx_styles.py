"""The look of a Word document as styles that an official can edit: nothing is formatted beside them.

They replace those of python-docx's template. Built-in ones keep Word's own names, which it shows in the language of
whoever opens the file; ours are named in the document's.
"""

from collections.abc import Callable
from typing import NamedTuple

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from workshop.i18n.languages import conventions

FONT = "Atkinson Hyperlegible Next"
FALLBACKS = "Atkinson Hyperlegible,Verdana,DejaVu Sans,Arial"
"""Taken in this order where the font is not installed."""
INK, QUIET, LINE, ACCENT = "26211C", "5A544E", "C9C4BD", "1F5F4F"
TITLE = 24
"""Points of the letters of a title that has one line."""
USUAL, SMALL = 10, 8.5
"""Points of the letters in tables."""


class Style(NamedTuple):
    """A style: its id, its kind, Word's name of it or the key of ours, what it is based on, and its properties as XML:
    of paragraphs and of letters."""

    id: str
    kind: str
    name: str
    based_on: str = ""
    paragraph: str = ""
    letters: str = ""
    rest: str = ""


def _letters(size: float = 0, colour: str = "", bold: bool = False) -> str:
    found = "<w:b/><w:bCs/>" if bold else ""
    found += f'<w:color w:val="{colour}"/>' if colour else ""
    return found + (f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else "")


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="264" w:lineRule="auto"/>'


def _heading(level: int, before: int, after: int) -> str:
    return f'{_KEEP}{_spacing(before, after)}<w:outlineLvl w:val="{level}"/>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_BAR = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
_FOOT = f'{_spacing(0, 0)}<w:jc w:val="right"/>'
_CLOSE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_THIN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_TABLE = (
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in ("top", "bottom", "insideH")
    )
    + '</w:tblBorders><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="75" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="75" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
    "</w:tblStylePr>"
)
STYLES = (
    Style("Normal", "paragraph", "Normal"),
    Style("Title", "paragraph", "Title", "Normal", _KEEP + _spacing(0, 120), _letters(TITLE, bold=True)),
    Style("Subtitle", "paragraph", "Subtitle", "Normal", _spacing(0, 160), _letters(12.5)),
    Style("Heading1", "paragraph", "heading 1", "Normal", _heading(0, 280, 80), _letters(16, bold=True)),
    Style("Heading2", "paragraph", "heading 2", "Normal", _heading(1, 320, 80), _letters(12.5, bold=True)),
    Style("Caption", "paragraph", "caption", "Normal", _KEEP + _spacing(160, 80), _letters(9.5, QUIET, bold=True)),
    Style("TOCHeading", "paragraph", "TOC Heading", "Heading1", '<w:pageBreakBefore/><w:outlineLvl w:val="9"/>'),
    Style("TOC1", "paragraph", "toc 1", "Normal", _spacing(100, 20), _letters(bold=True)),
    Style("TOC2", "paragraph", "toc 2", "Normal", f'{_spacing(0, 20)}<w:ind w:left="340"/>'),
    Style("Header", "paragraph", "header", "Normal", _spacing(0, 0), _letters(9, QUIET)),
    Style("Footer", "paragraph", "footer", "Normal", _FOOT, _letters(9, QUIET)),
    Style("Figures", "paragraph", "report.style.figures", "Normal", _spacing(160, 200), _letters(14)),
    Style("Notice", "paragraph", "report.style.notice", "Normal", _BAR + _spacing(160, 160), _letters(bold=True)),
    Style("Quiet", "paragraph", "report.style.quiet", "Normal", letters=_letters(9.5, QUIET)),
    Style("Cell", "paragraph", "report.style.cell", "Normal", _spacing(0, 0), _letters(USUAL)),
    Style("Number", "paragraph", "report.style.number", "Cell", '<w:jc w:val="right"/>'),
    Style("Compact", "paragraph", "report.style.compact", "Cell", _CLOSE, _letters(SMALL)),
    Style("CompactNumber", "paragraph", "report.style.compact_number", "Compact", '<w:jc w:val="right"/>'),
    Style("Break", "paragraph", "report.style.break", "Normal", _THIN, _letters(1)),
    Style("DefaultParagraphFont", "character", "Default Paragraph Font"),
    Style("Strong", "character", "Strong", "DefaultParagraphFont", letters="<w:b/><w:bCs/>"),
    Style("SubtleEmphasis", "character", "Subtle Emphasis", "DefaultParagraphFont", letters=_letters(9, QUIET)),
    Style("Hyperlink", "character", "Hyperlink", "DefaultParagraphFont", letters='<w:u w:val="single"/>'),
    Style("TableNormal", "table", "Normal Table", rest='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'),
    Style("Report", "table", "report.style.table", "TableNormal", rest=_TABLE),
)  # fmt: skip
_DEFAULT = ("Normal", "DefaultParagraphFont", "TableNormal")


def dress(document: Document, lang: str, say: Callable[[str], str]) -> None:
    """Give the document its styles, its language `lang` (of the interface) and its font. `say`: key → text."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(_defaults(conventions(lang).office)))
    for style in STYLES:
        root.append(parse_xml(_xml(style, say)))
    _set_up(document.settings.element, conventions(lang).office)
    _name_fallbacks(document)


def _defaults(locale: str) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="Arial"/>'
    letters = _letters(10.5, INK)
    spoken = f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts}{letters}{spoken}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_spacing(60, 100)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _xml(style: Style, say: Callable[[str], str]) -> str:
    own = style.name.startswith("report.")
    kind = f'w:type="{style.kind}"' + (' w:default="1"' if style.id in _DEFAULT else "")
    parts = [f'<w:name w:val="{say(style.name) if own else style.name}"/>']
    parts += [f'<w:basedOn w:val="{style.based_on}"/>'] if style.based_on else []
    parts += ["<w:qFormat/>"] if style.kind != "table" else []
    parts += [f"<w:pPr>{style.paragraph}</w:pPr>"] if style.paragraph else []
    parts += [f"<w:rPr>{style.letters}</w:rPr>"] if style.letters else []
    custom = ' w:customStyle="1"' if own else ""
    return f'<w:style {nsdecls("w")} {kind}{custom} w:styleId="{style.id}">{"".join(parts)}{style.rest}</w:style>'


def _set_up(settings: BaseOxmlElement, locale: str) -> None:
    """Open as a document of today's Word, without its mode for old files, and with the commas of the language."""
    for name in ("w:savePreviewPicture", "w:rsids", "w:proofState"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    compat = settings.find(qn("w:compat"))
    for one in [] if compat is None else list(compat):
        if one.tag == qn("w:useFELayout"):
            compat.remove(one)
        elif one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")
    told = {"w:zoom": ("w:percent", "100"), "w:themeFontLang": ("w:val", locale)}
    told |= {"w:decimalSymbol": ("w:val", "." if locale == "en-GB" else ",")}
    told |= {"w:listSeparator": ("w:val", "," if locale == "en-GB" else ";")}
    for name, (attribute, value) in told.items():
        found = settings.find(qn(name))
        if found is not None:
            found.set(qn(attribute), value)


def _name_fallbacks(document: Document) -> None:
    part = next(one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    fonts = (
        f'<w:fonts {nsdecls("w")}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACKS}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    part._blob = fonts.encode()  # the library has no other way to write this part
