"""The tables for people: the same numbers as in every other format, an empty cell where there is none, and the licence
as a link."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import room_after
from tests.reports import small_summary
from tests.reports.forums import reported, run
from tests.tools.large_summary import few, large
from tests.tools.read_back import rows_of_csv, sheets
from tests.tools.tagged_pdf import TaggedPdf
from workshop.domain.methods.position_effect import PositionEffect
from workshop.i18n import catalogues
from workshop.reports import FORMATS, page_one_wording, summary_as_blocks, vote_wording
from workshop.reports.blocks import Heading, TwoColumns
from workshop.reports.summary import Summary

SEEN = PositionEffect(0.574, 0.5213, 0.627, 64)
"""An effect of the order of the lists."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Summary]:
    """The results of a forum that has been run."""
    with room_after(run, tmp_path_factory.mktemp("found") / "forum.db") as (room, _):
        yield reported(room)


def test_a_cell_is_empty_where_nobody_could_vote(found: Summary) -> None:
    """The ideas without a theme had 0 votes where themes were voted on."""
    dots = found.votes[0]
    rows = [replace(dots.rows[0], target=theme.id, label=theme.letter, theme="") for theme in found.themes]
    voted = replace(dots, of="clusters", by_theme=[], rows=rows)
    book = sheets(FORMATS["xlsx"].write(replace(found, votes=[voted]), "fi"))
    for name in ("Yhteenveto", "Teemat"):
        cells = [row[3] for row in book[name] if row[1] == "Ilman teemaa"]
        assert cells and set(cells) == {None}, name
    (row,) = [row for row in page_one_wording.sizes(replace(found, votes=[voted]), "fi") if not row.letter]
    assert row.votes is None


def test_the_position_effect_is_in_the_table_of_votes_and_once(found: Summary) -> None:
    """CSV repeated it in each row of an idea, though it is of a vote."""
    vote = found.votes[0]
    told, names = replace(found, votes=[replace(vote, position=SEEN)]), vote_wording.order_heads("fi")
    heads, *rows = sheets(FORMATS["xlsx"].write(told, "fi"))[catalogues.say("fi", "report.sheet.agenda")]
    columns = [heads.index(name) for name in names]
    cells = {row[0]: [row[at] for at in columns] for row in rows}
    assert cells.pop(vote.step.position) == [0.574, 0.5213, 0.627] and not any(filter(any, cells.values()))
    assert FORMATS["csv"].write(told, "fi") == FORMATS["csv"].write(found, "fi")


def test_a_number_with_decimals_in_csv_has_the_mark_of_its_language(found: Summary) -> None:
    """ "4.5" is a day in May to a spreadsheet in Finnish."""
    vote = found.votes[0]
    main = vote.measures[0].name
    rows = [replace(row, measures={**row.measures, main: 4.5}) for row in vote.rows]
    told = replace(found, votes=[replace(vote, rows=rows)])
    assert {row[-2] for row in rows_of_csv(FORMATS["csv"].write(told, "fi"))[1:]} >= {"4,5"}
    assert {row[-2] for row in rows_of_csv(FORMATS["csv"].write(told, "en"), ",")[1:]} >= {"4.5"}


def test_numbers_below_each_other_have_as_many_decimals_and_hands_a_column_only_where_any_were_raised() -> None:
    """Shares of 50 and 66.7 stood below each other, and every vote had a column of zeros for hands."""
    rows = [
        small_summary.row(at, at, n, measures={"votes": n, "phone": n, "hands": 0}) for at, n in enumerate((4.5, 2), 1)
    ]
    vote = replace(small_summary.vote((5, 2)), rows=rows, facts={"ballots": 4})
    assert [vote_wording.measured_in(vote, row, vote.measures[0], "fi") for row in rows] == ["4,5", "2,0"]
    assert [one.name for one in vote_wording.columns(vote)] == ["votes", "voters"]
    by_hand = replace(vote, facts={"ballots": 4, "hands": 2})
    assert [one.name for one in vote_wording.columns(by_hand)] == ["votes", "phone", "hands", "voters"]


def test_ideas_in_columns_are_one_run_so_that_no_page_is_left_half_empty_before_a_heading() -> None:
    (run_of_columns,) = (one for one in summary_as_blocks.blocks_of(few(large()), "fi") if isinstance(one, TwoColumns))
    heads = [one.line[0].text for one in run_of_columns.blocks if isinstance(one, Heading) and one.level == 1]
    assert heads == ["Ilman teemaa"]


def test_the_licence_is_a_link_wherever_a_file_can_have_one(found: Summary) -> None:
    """And it breaks nowhere inside a word: it was "creativecommon/s.org"."""
    url = "https://creativecommons.org/licenses/by/4.0/"
    for name in ("pdf", "handout"):
        made = TaggedPdf(FORMATS[name].write(found, "fi"))
        links = {
            str(note.A.URI)
            for page in made.file.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        }
        assert links == {url}, name
        assert "creativecommons.org/" in re.sub(r"(?<=/)\s", "", " ".join(made.pages)), name
    assert f'href="{url}"' in FORMATS["html"].write(found, "fi").decode()
    assert f"<{url}>" in FORMATS["md"].write(found, "fi").decode()
    fields = [one.text.strip() for one in docx_fields(FORMATS["docx"].write(found, "fi"))]
    assert f'HYPERLINK "{url}"' in fields


def docx_fields(made: bytes) -> list[Any]:
    document = docx.Document(io.BytesIO(made))
    return list(document.element.body.iter(qn("w:instrText")))
