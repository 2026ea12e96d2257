"""The summary as PDF/A-3a and PDF/UA-1 in one file: page 1 for a decision-maker, then all blocks of the document, with
the same data attached as CSV and JSON.

The pages are set by `workshop/typesetting/summary.typ`, which carries no word of its own.
"""

import dataclasses
import re
from functools import partial

from workshop import typesetting
from workshop.i18n import catalogues
from workshop.reports import csv, json, page_one_data, png, summary_as_blocks, wording
from workshop.reports.blocks import Block, ChartPicture, Contents, Paragraph, Table, TwoColumns, said
from workshop.reports.summary import Summary
from workshop.reports.word_breaks import parts_of
from workshop.typesetting.missing_glyphs import is_of_house_font, lacks_glyphs

NUMBER = 16
"""The most characters of a cell that is a number, as "3,4 (2,8–3,9)"."""
WIDEST = 120
"""Characters that are on no line of a column."""
_DIGIT = re.compile(r"\d")


def write(summary: Summary, lang: str) -> bytes:
    """The whole file in the language `lang`."""
    say = partial(catalogues.say, lang)
    files = {
        f"{summary.stem}.csv": (csv.write(summary, lang), "text/csv", say("download.csv")),
        f"{summary.stem}.json": (json.write(summary, lang), "application/json", say("download.json")),
    }
    data: page_one_data.Facts = {
        **properties(summary, lang),
        "first": page_one_data.facts(summary, lang),
        "blocks": [block_facts(block) for block in _after_page_one(summary, lang)],
        "files": {name: {"mime": mime, "said": label} for name, (_, mime, label) in files.items()},
    }
    return typesetting.pdf("summary", data, {name: content for name, (content, *_) in files.items()})


def properties(summary: Summary, lang: str) -> page_one_data.Facts:
    """What a printed document says about itself: language, title, author, keywords, and when it was made."""
    made = summary.made_at
    themes = [theme.title for theme in summary.themes]
    return {
        "lang": catalogues.html_lang(lang),
        "title": wording.pick(summary.title, lang),
        "author": summary.organiser,
        "keywords": [word for word in (catalogues.say(lang, "report.title"), summary.series, *themes) if word],
        "made": [made.year, made.month, made.day],
        "made-by": catalogues.say(lang, "report.made", when=wording.moment(made, lang), n=summary.log_n),
    }


def _after_page_one(summary: Summary, lang: str) -> list[Block]:
    """The document from its contents on; under them, what a box in the text is, if there is one."""
    blocks = summary_as_blocks.blocks_of(summary, lang)
    at = next(at for at, one in enumerate(blocks) if isinstance(one, Contents))
    boxed = any(lacks_glyphs(f"{idea.text}{idea.original}") for idea in summary.everything)
    note = [Paragraph(said(catalogues.say(lang, "report.box")), "quiet")] if boxed else []
    return [blocks[at], *note, *blocks[at + 1 :]]


def block_facts(block: Block) -> page_one_data.Facts:
    """A block with its class as its kind; a chart as its pieces."""
    if isinstance(block, TwoColumns):
        return {"kind": "TwoColumns", "blocks": [block_facts(one) for one in block.blocks]}
    made: page_one_data.Facts = {"kind": type(block).__name__, **dataclasses.asdict(block)}
    if isinstance(block, ChartPicture):
        return {**made, "svg": "", "pieces": [_piece(one) for one in block.pieces or (block.svg,)]}
    return {**made, "columns": _columns(block)} if isinstance(block, Table) else made


def _piece(svg: str) -> page_one_data.Facts:
    """One picture of a chart. `pixels`: the bytes of a PNG, for one with characters that cannot be drawn in a PDF; else
    nothing."""
    return {"svg": svg, "pixels": [] if is_of_house_font(svg) else list(png.drawn(svg))}


def _columns(table: Table) -> list[page_one_data.Facts]:
    """The columns of a table. `parts`: their headings as what cannot break; `longest`: in a column of numbers what
    breaks nowhere; `widest`: in one of words the beginning of its longest line."""
    return [
        {
            "parts": parts_of(column.head),
            "width": column.width,
            "number": column.number,
            "longest": _longest(table, at) if column.number else "",
            "widest": "" if column.number else max(_lines(table, at), key=len, default="")[:WIDEST],
        }
        for at, column in enumerate(table.columns)
    ]


def _longest(table: Table, at: int) -> str:
    """The longest of its cells, or where that is a text the longest of its words: a mean stays on the line of its
    interval. All digits are as wide as the widest, so that no other of as many letters breaks."""
    said = [_DIGIT.sub("0", line) for line in _lines(table, at)]
    longest = max(said, key=len, default="")
    if len(longest) <= NUMBER:
        return longest
    return max((word for one in said for word in one.split(" ")), key=len, default="")


def _lines(table: Table, at: int) -> list[str]:
    """The lines in all cells of a column."""
    return ["".join(one.text for one in line) for row in table.rows for line in row[at]]
