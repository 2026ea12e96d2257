"""The programme of an open call in the results: the same events in every format and on the results page once it is
published, and nothing of it before."""

import json
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient

from tests.conftest import Room, forum_fields, room_after
from tests.reports.forums import reported
from tests.rules.test_formats import SILENT
from tests.tools.read_back import READERS, expected, words_in
from workshop.reports import FORMATS
from workshop.reports.public_summary import public

EVENING = int(datetime(2027, 6, 11, 15, 30, tzinfo=UTC).timestamp() * 1000)
"""Friday 11 June 2027, 18.30 in Finland."""
HOUR = 3_600_000
TOLD = {
    "2": ("2027-06-11 18:30", "2027-06-11 20:00", "Kirjaston sali"),
    "1": ("2027-06-12 18:30", "", "Turun linna"),
}
"""Number of the proposal → when and where, in the order of the programme."""
UNTOLD = ("Kirjaston sali", "11.6.2027", "12.6.2027", "2027-06-1", "Salainen paikka", "Tapahtumien ohjelma")
TEXTUAL = ("json", "csv", "md", "html", "docx", "xlsx", "zip")


def call(room: Room) -> None:
    """An open call with four proposals: two in the programme, one on its shortlist without a time, one hidden."""
    room.must("forum.edit", **forum_fields(title={"fi": "Piha elää"}, place="Turun linna"))
    step = room.must("activity.add", kind="proposals", minutes=3, prompt={"fi": "Mitä pihalla?"})["activity"]
    room.must("agenda.go", activity=step)
    made = []
    for title in ("=Konsertti", "Kuorolaulua", "Kirpputori", "Soita 040 123 4567"):
        form = {"text": title, "description": "Pihalla", "wished": "", "group": "Naapurit", "sealed": "x"}
        made.append(room.must("form.send", room.comes(title), activity=step, **form)["idea"])
    times = [(EVENING + 24 * HOUR, None, ""), (EVENING, EVENING + 3 * HOUR // 2, "Kirjaston sali")]
    times += [(None, None, "Salainen paikka"), (EVENING, None, "Salainen paikka")]
    for idea, (starts, ends, place) in zip(made, times, strict=True):
        room.must("programme.set", idea=idea, listed=True, starts_at=starts, ends_at=ends, place=place)
    room.must("idea.hide", idea=made[3], reason="personal")
    room.must("forum.end")


def test_every_format_tells_the_published_programme(tmp_path: Path) -> None:
    with room_after(call, tmp_path / "forum.db") as (room, _):
        room.must("programme.publish", public=True)
        found = reported(room)
    assert expected(found).programme == TOLD and list(expected(found).programme) == list(TOLD)
    for name, read in READERS.items():
        told = read(FORMATS[name].write(found, "fi"))
        assert told.programme == ({} if "programme" in SILENT.get(name, set()) else TOLD), name
    exported = json.loads(FORMATS["json"].write(public(found), "fi"))
    assert [one["title"] for one in exported["programme"]] == ["Kuorolaulua", "=Konsertti"], "in public, too"


def test_nothing_is_told_of_a_programme_that_is_not_published(tmp_path: Path) -> None:
    with room_after(call, tmp_path / "forum.db") as (room, _):
        never = reported(room)
        room.must("programme.publish", public=True)
        room.must("programme.publish", public=False)
        taken_back = reported(room)
    for found in (never, taken_back):
        assert found.programme == []
    for name in TEXTUAL:
        said = words_in(FORMATS[name].write(never, "fi"))
        assert [words for words in UNTOLD if words in said] == [], name
        assert READERS[name](FORMATS[name].write(never, "fi")).programme == {}


def test_the_results_page_lists_the_programme_and_leads_to_it(room: Room, client: FlaskClient) -> None:
    call(room)
    page = {"slug": "piha", "published": True, "indexed": False, "next_steps": {}, "version": 2}
    room.must("results.edit", **page)
    before = client.get("/results/piha?lang=fi").text
    assert "Turun linna" in before and not any(words in before for words in UNTOLD)
    room.must("programme.publish", public=True)
    after = client.get("/results/piha?lang=fi").text.replace("\u00ad", "")
    events = after[after.index("Tapahtumien ohjelma") :]
    order = (
        "Kuorolaulua",
        "11.6.2027 klo 18.30–20.00",
        "Kirjaston sali",
        "=Konsertti",
        "12.6.2027 klo 18.30",
        "Turun linna",
    )
    assert sorted(order, key=events.index) == list(order)
    assert "Salainen paikka" not in after and "/programme/" in after
    address = after.partition("/programme/")[2].partition('"')[0]
    assert client.get(f"/programme/{address}?lang=fi").status_code == 200
