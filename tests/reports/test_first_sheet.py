"""The first sheet of a spreadsheet: it says of each vote what page 1 of the other files says, and counts in numbers."""

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.reports import small_summary
from workshop.reports import FORMATS, page_one
from workshop.reports.summary import Summary
from workshop.reports.vote_summary import VoteSummary


def first_sheet(summary: Summary, lang: str) -> Worksheet:
    """The sheet as a program that had no part in writing it reads it."""
    return openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(summary, lang))).worksheets[0]


def of_vote(vote: VoteSummary) -> Summary:
    return small_summary.summary(votes=[vote])


def words(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))


SHARED_THIRD = (9, 8, *[6] * 9)
"""More rows share the third place than page 1 shows, so that one of them would stand there like a winner."""


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["dots", "rating"])
def test_the_first_sheet_says_of_a_vote_what_page_one_says(kind: str, lang: str) -> None:
    """It had neither the voters nor the hands, and explained the interval behind a mean that is not there."""
    facts = {"ballots": 61, "hands": 6}
    summary = of_vote(replace(small_summary.vote([5, 4, 4], kind=kind), facts=facts))
    [told] = page_one.leading(summary, lang, drawn=0)
    said = words(first_sheet(summary, lang))
    assert "61" in told.told and "6" in told.told
    assert told.told in said and told.how in said and "Wilson" not in said


def test_a_shared_place_of_the_first_sheet_is_a_number_that_looks_shared() -> None:
    """A place that four ideas shared stood there as a plain 3 beside one of them."""
    summary = of_vote(small_summary.vote(SHARED_THIRD))
    sheet = first_sheet(summary, "fi")
    places = [(row[0].value, row[0].number_format) for row in sheet.iter_rows() if str(row[4].value).startswith("nro ")]
    [told] = page_one.leading(summary, "fi", drawn=0)
    assert len(places) == len(told.rows) and places[:2] == [(1, "General"), (2, "General")]
    assert all(place == (3, '0" ="') for place in places[2:]) and places[2:]


def test_the_first_sheet_says_how_many_others_share_its_last_place() -> None:
    said = words(first_sheet(of_vote(small_summary.vote(SHARED_THIRD)), "fi"))
    assert "samalla sijalla" in said
