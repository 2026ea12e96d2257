"""The office's page that brings ideas in: a file, its columns, what would come, and then it comes; without scripts."""

import io
import itertools
import re
import threading
import time
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.pages.test_office import Browser, forum, kaisa, row, say, stranger
from tests.reports import small_summary
from tests.tools.pace import limit
from workshop.actions import idea_numbers, import_tasks, piecewise_import, unfinished_imports
from workshop.actions.answers_to_retries import refused
from workshop.contract.answer import Answer
from workshop.contract.base import Command
from workshop.domain.errors import Refusal
from workshop.pages.base import Services
from workshop.pages.office import import_progress
from workshop.reports import FORMATS
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Idea, log

__all__ = ["forum", "kaisa", "stranger"]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits for the end of an import, however slow the machine is."""
    monkeypatch.setattr(import_progress, "WAIT_SECONDS", limit(30))


FILE = "Ehdotus;Teema\nSauna museoon;Hyvinvointi\nKahvila;Ruoka\nSauna museoon;\n"


def page_of(forum: str) -> str:
    return f"/office/forum/{forum}/bring-in"


def look_at(kaisa: Browser, forum: str, data: bytes, name: str = "ideat.csv") -> TestResponse:
    return kaisa.post(page_of(forum), page_of(forum), file=(io.BytesIO(data), name))


def fields(page: str) -> dict[str, str]:
    """The form as the page gives it, with nothing changed."""
    found = dict(re.findall(r'<input type="hidden" name="(table|once)" value="([^"]*)"', page))
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        found[name] = (re.findall(r'<option value="([^"]*)" selected', inner) or [""])[0]
    boxes = re.findall(r'<input type="checkbox" name="([^"]+)" value="yes"( checked)?', page)
    return found | {name: "yes" for name, on in boxes if on}


def texts(services: Services, forum: str) -> list[tuple[str, str]]:
    with reading(services.engine) as db:
        found = db.query(Idea.text, Idea.state).where(Idea.forum == row(services, forum).id).order_by(Idea.number)
        return [(one.text, one.state) for one in found]


def test_a_file_is_looked_at_and_then_brought_in_and_taken_back(kaisa: Browser, forum: str, services: Services) -> None:
    assert page_of(forum) in kaisa.text(f"/office/forum/{forum}")
    page = unescape(look_at(kaisa, forum, FILE.encode("windows-1252")).text)
    assert "4 riviä. Merkistö: UTF-8. Erotin: puolipiste." in page, "plain letters are the same in both"
    given = fields(page)
    assert (given["column-0"], given["column-1"], given["headed"]) == ("text", "theme", "yes")
    assert "2 ideaa" in page and "2 teemaa: Hyvinvointi, Ruoka" in page and "1 rivi jää pois" in page and ": 4" in page
    assert texts(services, forum) == [], "nothing has come yet"
    for _ in range(2):  # two presses
        answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
        assert answer.status_code == 303
    assert texts(services, forum) == [("Sauna museoon", "shown"), ("Kahvila", "shown")]
    page = unescape(kaisa.text(answer.location))
    assert "2 ideaa tuotiin." in page and say("office.import.undo") in page
    deed = re.search(r'name="deed" value="(\d+)"', page)
    assert deed
    assert kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=deed[1], once="x").status_code == 303
    assert {state for _, state in texts(services, forum)} == {"hidden"}


def test_the_page_says_which_sheet_of_a_workbook_it_read(kaisa: Browser, forum: str) -> None:
    ideas = [small_summary.idea(1, "- Sauna"), small_summary.idea(2, "Kahvila")]
    made = FORMATS["xlsx"].write(small_summary.summary(ideas=ideas, everything=ideas, themes=[], votes=[]), "fi")
    page = unescape(look_at(kaisa, forum, made, "ideat.xlsx").text)
    assert "3 riviä taulukkosivulta ”Ideat”." in page and "- Sauna" in page and "2 ideaa" in page


def test_the_same_file_again_says_that_all_is_there(kaisa: Browser, forum: str, services: Services) -> None:
    given = fields(look_at(kaisa, forum, FILE.encode()).text)
    assert kaisa.post(page_of(forum), page_of(forum), act="bring", **given).status_code == 303
    page = unescape(look_at(kaisa, forum, FILE.encode()).text)
    assert "3 riviä jää pois" in page and 'value="bring"' not in page
    answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **fields(page))
    assert (answer.status_code, say("refusal.import_nothing") in unescape(answer.text)) == (422, True)
    page = kaisa.post(page_of(forum), page_of(forum), act="look", **fields(page), doubles="yes").text
    assert kaisa.post(page_of(forum), page_of(forum), act="bring", **fields(page)).status_code == 303
    assert len(texts(services, forum)) == 5


def test_rows_that_cannot_come_are_named_and_only_left_out_when_asked(
    kaisa: Browser, forum: str, services: Services
) -> None:
    page = unescape(look_at(kaisa, forum, f"idea,kieli\nSauna,fi\n{'x' * 290},fi\nKahvila,klingon\n".encode()).text)
    assert "2 riviä ei voi tuoda" in page and "Rivi 3: " in page and "Rivi 4: ”klingon”" in page
    answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **fields(page))
    assert answer.status_code == 422 and texts(services, forum) == [], "all or nothing"
    answer = kaisa.post(page_of(forum), page_of(forum), act="bring", leave_out="yes", **fields(page))
    assert answer.status_code == 303 and texts(services, forum) == [("Sauna", "shown")]


def test_other_columns_are_what_the_form_says(kaisa: Browser, forum: str, services: Services) -> None:
    given = fields(look_at(kaisa, forum, b"a;b\nx;Sauna\ny;Kahvila\n").text)
    given |= {"column-0": "", "column-1": "text"}
    given.pop("headed", None)
    page = unescape(kaisa.post(page_of(forum), page_of(forum), act="look", **given).text)
    assert "3 ideaa" in page, "the first row is no heading"
    without = {**given, "column-1": "theme"}
    answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **without)
    assert answer.status_code == 422 and say("refusal.import_column") in unescape(answer.text)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import_empty"),
        (b"\x00\x01\x02\x03" * 100, "import_broken"),
        (b"idea\n" + b"a\n" * 100_000, "import_rows"),
        (b'idea\n"a\n', "import_line"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    kaisa: Browser, forum: str, services: Services, data: bytes, code: str
) -> None:
    answer = look_at(kaisa, forum, data)
    said = say(f"refusal.{code}", 987, row=987).partition("987")[0]
    assert answer.status_code == 422 and said in unescape(answer.text) and 'type="file"' in answer.text
    assert texts(services, forum) == []


def test_a_body_that_is_far_too_large_is_not_read(kaisa: Browser, forum: str) -> None:
    body, kind = b"table=" + b"x" * 6_100_000, "application/x-www-form-urlencoded"
    assert kaisa.client.post(page_of(forum), data=body, content_type=kind).status_code == 413


def test_a_changed_table_is_refused(kaisa: Browser, forum: str, services: Services) -> None:
    given = fields(look_at(kaisa, forum, FILE.encode()).text)
    answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **{**given, "table": given["table"][:-4]})
    assert answer.status_code == 422 and texts(services, forum) == []


def test_hostile_words_are_words(kaisa: Browser, forum: str) -> None:
    data = b'idea;teema\n"<script>alert(1)</script>";"=cmd|x"\n"<b>{{ 7*7 }}";\n'
    page = look_at(kaisa, forum, data).text
    assert "<script>alert" not in page and "<b>{{" not in page and "&lt;script&gt;" in page and "{{ 7*7 }}" in page


FIVE = "Ehdotus;Teema\n" + "".join(f"Sauna {n};Talo\n" for n in range(5))


def imports(services: Services, forum: str) -> list[int]:
    with reading(services.engine) as db:
        return list(
            db.scalars(
                log.select()
                .with_only_columns(log.c.n)
                .where(log.c.forum == row(services, forum).id, log.c.command == "ideas.import")
            )
        )


def test_a_large_file_comes_in_pieces_and_goes_with_one_press(
    kaisa: Browser, forum: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piecewise_import, "PIECE", 2)
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    for _ in range(2):
        answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    assert len(imports(services, forum)) == 3 and len(texts(services, forum)) == 5
    page = unescape(kaisa.text(answer.location))
    assert "5 ideaa tuotiin." in page
    deeds = re.findall(r'name="deed" value="(\d+)"', page)
    assert list(map(int, deeds)) == imports(services, forum)
    assert kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=deeds, once="x").status_code == 303
    assert {state for _, state in texts(services, forum)} == {"hidden"}


def listed(kaisa: Browser, forum: str) -> list[list[str]]:
    """The rows of the log that each import on the page is undone by."""
    page = kaisa.text(page_of(forum))
    return [re.findall(r'name="deed" value="(\d+)"', one) for one in page.split("<li>")[1:] if 'name="deed"' in one]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_half_an_import_is_listed_with_its_undo_and_the_same_file_brings_the_rest(
    kaisa: Browser, forum: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ended between two pieces: no page ever told what had come."""
    monkeypatch.setattr(piecewise_import, "PIECE", 2)
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    execute, came, ended = services.writer.execute, list[str](), threading.Event()

    def ends(command: Command, *rest: object) -> Answer:
        if command.verb == "ideas.import":
            came.append(command.key)
            if len(came) == 2:
                ended.set()
                raise SystemExit
        return execute(command, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as killed:
        killed.setattr(services.writer, "execute", ends)
        killed.setattr(import_progress, "WAIT_SECONDS", 0.3)
        how_far = kaisa.post(page_of(forum), page_of(forum), act="bring", **given).location
        assert ended.wait(limit(10))
    assert say("office.import.going.n", 5) in kaisa.text(how_far)
    assert say("office.import.under_way.bring") in kaisa.text(page_of(forum))
    unfinished_imports.note_as_cut(services.writer)
    unfinished_imports.finish(services.writer)
    assert say("office.import.was_cut") in kaisa.text(how_far)
    page = unescape(kaisa.text(page_of(forum)))
    assert len(texts(services, forum)) == 2 and say("office.import.cut", 3) in page
    assert say("office.need.import_cut", 2, total=5) in kaisa.text("/office")
    assert say("office.state.importing") in kaisa.text(f"/office/forum/{forum}")
    again = fields(look_at(kaisa, forum, FIVE.encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **again)
    assert [text for text, _ in texts(services, forum)] == [f"Sauna {n}" for n in range(5)]
    page = unescape(kaisa.text(page_of(forum)))
    assert say("office.import.cut", 3).partition(":")[0] not in page and "5 ideaa." in page
    (deeds,) = listed(kaisa, forum)
    assert len(deeds) == 3, "one import, taken back with one press"
    for _ in range(2):  # two presses, or two tabs
        answer = kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=deeds, once="x")
        assert say("office.import.undone") in kaisa.text(answer.location)
    assert {state for _, state in texts(services, forum)} == {"hidden"} and listed(kaisa, forum) == []
    page = unescape(look_at(kaisa, forum, FIVE.encode()).text)
    assert "5 ideaa" in page and 'value="bring"' in page, "what was undone may come again"


def test_each_import_has_its_own_undo(kaisa: Browser, forum: str, services: Services) -> None:
    for data in (FIVE, FILE):
        given = fields(look_at(kaisa, forum, data.encode()).text)
        kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    newest, first = listed(kaisa, forum)
    kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=newest, once="x")
    assert listed(kaisa, forum) == [first]
    assert [state for _, state in texts(services, forum)] == ["shown"] * 5 + ["hidden"] * 2


def test_what_comes_too_late_may_be_asked_for_again_and_comes_once(
    kaisa: Browser, forum: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piecewise_import, "PIECE", 2)
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    execute, late = services.writer.execute, [False, True]

    def slow(command: Command, *rest: object) -> Answer:
        answer = execute(command, *rest)  # type: ignore[arg-type]
        return refused(Refusal("server")) if command.verb == "ideas.import" and late and late.pop(0) else answer

    monkeypatch.setattr(services.writer, "execute", slow)
    page = kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    assert page.status_code == 503 and say("office.refusal.server") in unescape(page.text)
    assert len(texts(services, forum)) == 4
    assert kaisa.post(page_of(forum), page_of(forum), act="bring", **fields(page.text)).status_code == 303
    assert [text for text, _ in texts(services, forum)] == [f"Sauna {n}" for n in range(5)]


def test_when_a_later_piece_is_refused_the_earlier_ones_are_taken_back(
    kaisa: Browser, forum: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piecewise_import, "PIECE", 2)
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    execute, full = services.writer.execute, [False, True]

    def refusing(command: Command, *rest: object) -> Answer:
        if command.verb == "ideas.import" and full.pop(0):
            return refused(Refusal("forum_full"))
        return execute(command, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(services.writer, "execute", refusing)
    assert kaisa.post(page_of(forum), page_of(forum), act="bring", **given).status_code >= 400
    assert {state for _, state in texts(services, forum)} == {"hidden"}


def test_only_an_import_is_undone_here(kaisa: Browser, forum: str, services: Services) -> None:
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    (deed,) = imports(services, forum)
    before = texts(services, forum)
    for other in ([deed - 1], [deed, deed - 1], [], ["x"], [10**8]):
        answer = kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=list(map(str, other)), once="x")
        assert answer.status_code == 404
    assert texts(services, forum) == before


@pytest.fixture
def held_up(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Two ideas in a piece, and pieces after the first wait until this is set; a page waits for nothing."""
    monkeypatch.setattr(piecewise_import, "PIECE", 2)
    monkeypatch.setattr(import_tasks, "EVERY", 0)
    monkeypatch.setattr(import_progress, "WAIT_SECONDS", 0.05)
    execute, goes, came = services.writer.execute, threading.Event(), list[str]()

    def waits(command: Command, *rest: object) -> Answer:
        came.append(command.key)
        assert len(came) % 3 != 2 or goes.wait(limit(10))
        return execute(command, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(services.writer, "execute", waits)
    yield goes
    goes.set()


def bar(page: str) -> tuple[str, ...]:
    found = re.search(r'<progress max="(\d+)" value="(\d+)"', page)
    return found.groups() if found else ()


def comes_to(kaisa: Browser, path: str, wanted: object) -> str:
    """The page, once its bar stands there."""
    until = time.monotonic() + limit(5)
    while bar(page := unescape(kaisa.text(path))) != wanted:
        assert time.monotonic() < until, page
        time.sleep(0.01)
    return page


def test_a_page_says_how_far_an_import_and_its_undo_are(
    kaisa: Browser, forum: str, services: Services, held_up: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    other = fields(look_at(kaisa, forum, FILE.encode()).text)
    first = kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    page = comes_to(kaisa, first.location, ("5", "2"))
    assert say("office.import.going.n", 5) in page and "2 / 5" in page and "data-goes-on" in page
    assert say("office.need.import_going", 2, total=5) in kaisa.text("/office")
    again = kaisa.post(page_of(forum), page_of(forum), act="bring", **given)
    assert (again.status_code, again.location) == (303, first.location), "two presses are one import"
    with monkeypatch.context() as patch:
        patch.setattr(import_progress, "WAIT_SECONDS", limit(30))  # it is refused at once
        answer = kaisa.post(page_of(forum), page_of(forum), act="bring", **other)
    assert (answer.status_code, say("refusal.import_going") in unescape(answer.text)) == (422, True)
    held_up.set()
    page = comes_to(kaisa, first.location, ())
    onward = re.search(r'data-next="([^"]+)"', page)
    assert onward and say("office.import.done", 5) in kaisa.text(onward[1])
    held_up.clear()
    (deeds,) = listed(kaisa, forum)
    undo = kaisa.post(f"{page_of(forum)}/undo", page_of(forum), deed=deeds, once="x")
    page = comes_to(kaisa, undo.location, ("5", "1"))
    assert say("office.import.undoing.n", 5) in page
    assert say("office.import.under_way.undo") in kaisa.text(page_of(forum)) and listed(kaisa, forum) == []
    held_up.set()
    comes_to(kaisa, undo.location, ())
    assert {state for _, state in texts(services, forum)} == {"hidden"}


def test_what_is_refused_later_is_said_on_its_page(
    kaisa: Browser, forum: str, services: Services, held_up: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idea_numbers, "MOST_IDEAS", 3)
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    how_far = kaisa.post(page_of(forum), page_of(forum), act="bring", **given).location
    comes_to(kaisa, how_far, ("5", "2"))
    held_up.set()
    page = comes_to(kaisa, how_far, ())
    assert say("office.refusal.forum_full") in page and "data-goes-on" not in page and "data-next" not in page
    assert {state for _, state in texts(services, forum)} == {"hidden"}, "the first piece was taken back"


def test_a_full_disk_is_said_where_the_import_was_waited_for(
    kaisa: Browser, forum: str, services: Services, held_up: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute, pieces = services.writer.execute, itertools.count(1)

    def has_room_for_two(*command: Any) -> Answer:
        return execute(*command) if next(pieces) <= 2 else refused(Refusal("disk_full"))

    monkeypatch.setattr(services.writer, "execute", has_room_for_two)
    given = fields(look_at(kaisa, forum, FIVE.encode()).text)
    how_far = kaisa.post(page_of(forum), page_of(forum), act="bring", **given).location
    comes_to(kaisa, how_far, ("5", "2"))
    held_up.set()
    page = comes_to(kaisa, how_far, ())
    assert say("office.refusal.disk_full") in page and say("office.import.was_cut") in page
    assert [text for text, state in texts(services, forum) if state == "shown"] == [f"Sauna {n}" for n in range(4)]


def test_half_an_import_may_stay_as_it_is(kaisa: Browser, forum: str, services: Services) -> None:
    note = unfinished_import_notes.Note(
        forum=row(services, forum).ref, task="bring", file="x", state="cut", done=2, total=5
    )
    unfinished_import_notes.begin(services.engine, note, 0)
    assert say("office.need.import_cut", 2, total=5) in kaisa.text("/office")
    for file in ("y", "x"):
        kaisa.post(f"{page_of(forum)}/leave", page_of(forum), file=file)
        assert (say("office.need.import_cut", 2, total=5) in kaisa.text("/office")) == (file == "y")


def test_how_far_it_is_only_organisers_read(kaisa: Browser, forum: str, services: Services) -> None:
    assert kaisa.get(f"{page_of(forum)}/unknown").location == page_of(forum)
    assert kaisa.get("/office/forum/unknown/bring-in/unknown").status_code == 404
    kaisa.client.delete_cookie(services.cookies.desk)
    assert "/office/sign-in" in kaisa.get(f"{page_of(forum)}/unknown").location
