"""What goes out beside the results: their feed, the files that their page offers, and the dates of forums for
calendars."""

import datetime as dt
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from markupsafe import Markup

from tests.reports.forums import TURKU
from tests.tools.large_summary import few, large
from workshop.i18n import catalogues
from workshop.reports import FORMATS, atom_feed, forum_dates_calendar, results_page
from workshop.reports.atom_feed import MOST_ANSWERS
from workshop.reports.forum_dates_calendar import DatedForum
from workshop.reports.results_page import Published
from workshop.reports.summary_parts import AnswerSummary

ATOM = "{http://www.w3.org/2005/Atom}"
OUT = dt.datetime(2030, 3, 1, 12, tzinfo=TURKU)
STARTS = 1_900_000_000_000
EVENING = DatedForum("r", "ABCDEF", "Ilta", "Tule mukaan.", STARTS, 90, "Linna")


def test_a_feed_has_the_newest_answers_and_that_the_results_are_out() -> None:
    told = large()
    answered = [
        replace(idea, theme="", answer=AnswerSummary("done", {"fi": "Tehty."}, False, OUT + dt.timedelta(days=at)))
        for at, idea in enumerate(told.ideas[: MOST_ANSWERS + 5], 1)
    ]
    feed = atom_feed.of_forum(replace(told, ideas=answered), "fi", Published("https://a.fi/results/x", "r", OUT, True))
    titles = [one.findtext(f"{ATOM}title") or "" for one in ElementTree.fromstring(feed).iter(f"{ATOM}entry")]
    numbers = [int(title.partition(" ")[0]) for title in titles[:-1]]
    assert numbers == [idea.number for idea in reversed(answered[5:])], "the newest first, the oldest left out"
    assert titles[-1] == "Tulokset on julkaistu"
    words = "105 Museoon tarvitaan kahvila, joka on auki myös iltaisin ja jossa voi istua…"
    assert titles[0] == f"{words}: Toteutunut", "not its number only"


def test_before_there_are_ideas_the_page_offers_only_files_with_content() -> None:
    """A page without ideas offered thirteen files, most of them with headings only."""
    told, every = few(large()), [(f"/{name}", form) for name, form in FORMATS.items()]
    empty = replace(told, ideas=[], everything=[], themes=[], loose=[], votes=[])
    some = catalogues.say("fi", "public.files.some")
    for its, offered in ((empty, ["pdf", "xlsx", "docx", "json", "html", "md", "zip", "archive"]), (told, [*FORMATS])):
        page = results_page.page(its, "fi", Published("https://a.fi/x", "r", OUT, True, every), Markup(""))
        assert re.findall('<li><a href="/([a-z]+)"', page) == offered
        assert (some in page) == (its is empty)


@pytest.mark.parametrize(("minutes", "shown"), [(90, 90), (0, 60)])
def test_a_forum_takes_as_long_as_its_agenda_or_an_hour_where_that_has_no_times(minutes: int, shown: int) -> None:
    [event] = _events(replace(EVENING, minutes=minutes))
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=shown)


def test_an_entry_says_the_code_as_people_type_it_and_only_where_it_is_told() -> None:
    [event] = _events(EVENING)
    assert str(event["description"]).startswith("Tule mukaan.\n\n") and "ABC DEF" in str(event["description"])
    [public] = _events(replace(EVENING, code=""))
    assert str(public["description"]) == "Tule mukaan."


def _events(*forums: DatedForum) -> list[Calendar]:
    made = forum_dates_calendar.write(forums, STARTS, TURKU, "fi", few(large(), 1))
    return list(Calendar.from_ical(made).walk("VEVENT"))
