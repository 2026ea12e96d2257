"""The page cache: each visitor gets exactly the page that would be rendered for them, and nothing of another
visitor's."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Room, forum_fields
from tests.tools.form_tokens import unmasked
from workshop.pages import page_cache
from workshop.pages.base import Services
from workshop.pages.phone import view
from workshop.runtime.epoch_ms import MINUTE
from workshop.storage.database import reading
from workshop.storage.tables import Forum

OWN = re.compile(r'(?<=name="csrf" value=")[0-9a-f]{80}|(?<="csrf": ")[0-9a-f]{80}|(?<=name="key" value=")[\w-]+')
LANGUAGES = ("fi", "sv", "en", "fi-simple")


class Phone:
    """Somebody's browser without scripts."""

    def __init__(self, client: FlaskClient, code: str) -> None:
        client.environ_base["HTTP_HOST"] = "localhost:5999"
        self.client, self.code = client, code

    def look(self) -> str:
        page = self.client.get(f"/j/{self.code}")
        assert page.status_code == 200
        return page.text

    def come_in(self, language: str) -> "Phone":
        self.send("", language=language)
        return self

    def send(self, where: str, **fields: object) -> None:
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', self.look())
        assert token
        answer = self.client.post(f"/j/{self.code}{where}", data={"csrf": token[1], **fields})
        assert answer.status_code == 303, answer.text


@pytest.fixture
def arrives(app: Flask, room: Room) -> Callable[[], Phone]:
    """One more phone at the door."""
    with reading(room.engine) as db:
        code = db.get_one(Forum, room.forum).code
    return lambda: Phone(app.test_client(), code)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """One entry for each shell that was rendered."""
    found: list[int] = []
    render = page_cache._rendered
    monkeypatch.setattr(page_cache, "_rendered", lambda make: found.append(1) or render(make))
    yield found


def without_own(page: str) -> str:
    return OWN.sub("OWN", page)


def steps(room: Room) -> Iterator[str]:
    """An evening, moment by moment."""
    yield "before"
    for kind in ("welcome", "ideas", "clusters", "dots", "results"):
        room.must("agenda.go", activity=room.step(kind))
        yield kind
        if kind == "ideas":
            room.must("idea.enter", activity=room.step(kind), text='Aula & <b>valo</b> "iso"', source="paper")
            yield "an idea"
        if kind == "dots":
            room.must("activity.close", activity=room.step(kind))
            yield "closed"
            room.must("activity.reveal", activity=room.step(kind))
            yield "revealed"
    room.must("forum.end")
    yield "ended"


@pytest.mark.parametrize("language", LANGUAGES)
def test_byte_for_byte_what_rendering_for_oneself_would_give(
    arrives: Callable[[], Phone], room: Room, services: Services, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, stranger = arrives().come_in(language), arrives().come_in(language), arrives()
    for moment in steps(room):
        shared = [without_own(first.look()), without_own(second.look())]
        with monkeypatch.context() as patched:
            patched.setattr(view, "is_new", lambda own: False)
            own = without_own(second.look())
        at_the_door = without_own(stranger.look())
        with monkeypatch.context() as patched:
            patched.setattr(
                services.page_cache,
                "get",
                lambda place, stamp, render: page_cache.CachedPage(stamp, page_cache._rendered(render)),
            )
            assert without_own(stranger.look()) == at_the_door
        if moment != "dots":  # papers lie in an order of each phone's own
            assert shared[0] == own, moment
        assert shared[1] == own, moment


def test_nobody_gets_what_is_somebody_elses(arrives: Callable[[], Phone], room: Room) -> None:
    ada, ben, cat = arrives().come_in("fi"), arrives().come_in("sv"), arrives().come_in("fi")
    room.must("agenda.go", activity=room.step("ideas"))
    owns: list[set[str]] = [set(OWN.findall(one.look())) for one in (ada, ben, cat) for _ in range(2)]
    tokens = [{own for own in found if re.fullmatch("[0-9a-f]{80}", own)} for found in owns]
    assert [len(found) for found in tokens] == [1] * 6, "one token a page, in every place"
    assert len(set(map(unmasked, set.union(*tokens)))) == 3, "and one a phone, behind a mask"
    keys = [found - token for found, token in zip(owns, tokens, strict=True)]
    assert len(set.union(*keys)) == 6, "each visit has a key of its own"
    for language, one in (("fi", ada), ("sv", ben), ("fi", cat)):
        assert f'<html lang="{language}">' in one.look()
    room.must("moderation.set", mode="before")
    ada.send("/idea", activity=room.step("ideas"), text="vain Adan oma", key="adas-key-123")
    assert "vain Adan oma" in ada.look()
    assert not any("vain Adan oma" in one.look() for one in (ben, cat, arrives(), arrives().come_in("fi")))


def test_the_next_visitor_sees_a_change_at_once(arrives: Callable[[], Phone], room: Room) -> None:
    phone, stranger = arrives().come_in("fi"), arrives()
    room.must("agenda.go", activity=room.step("ideas"))
    before, outside = phone.look(), stranger.look()
    added = room.must("idea.enter", activity=room.step("ideas"), text="aivan uusi", source="paper")
    assert "aivan uusi" not in before and "aivan uusi" in phone.look()
    room.must("idea.hide", idea=added["idea"], reason="test")
    assert "aivan uusi" not in phone.look()
    arrives().come_in("sv")
    assert 'data-n="1"' in outside and 'data-n="2"' in stranger.look()


def test_the_page_says_until_when_and_then_has_no_field(
    arrives: Callable[[], Phone], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock would stand still where there are no scripts."""
    phone, step = arrives().come_in("fi"), room.step("ideas")
    monkeypatch.setattr("workshop.pages.phone.page.clock", lambda: room.now)
    room.must("agenda.go", activity=step)
    room.must("activity.close", activity=step, grace=20)
    first = phone.look()
    assert re.search(r'id="timer" class="timer">klo \d+\.\d\d asti<', first) and 'id="write"' in first
    room.now += 25_500
    assert 'id="write"' not in phone.look()


def test_a_running_clock_renders_nothing_anew(
    arrives: Callable[[], Phone], room: Room, rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = arrives().come_in("fi")
    monkeypatch.setattr("workshop.pages.phone.page.clock", lambda: room.now)
    room.must("agenda.go", activity=room.step("ideas"))
    rendered.clear()
    for passed in (0, 1, 1000, 60_000, 24 * 60 * 60_000):
        room.now += passed
        assert re.search(r'id="timer" class="timer">klo \d+\.\d\d asti<', phone.look())
    assert len(rendered) == 1


def test_a_page_of_an_open_call_says_what_is_late_as_soon_as_it_is(
    arrives: Callable[[], Phone], room: Room, rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    room.must("forum.edit", **forum_fields(self_paced=True))
    phone, step, due = arrives().come_in("fi"), room.step("ideas"), _next_minute(room)
    monkeypatch.setattr("workshop.pages.phone.page.clock", lambda: room.now)
    room.must("activity.open", activity=step)
    room.must("activity.schedule", activity=step, opens_at=None, due_at=due, late_minutes=5, version=1)
    rendered.clear()
    for room.now, late in ((due - 2, False), (due - 1, False), (due, True), (due + 1, True)):
        assert ("Myöhässä tulleet merkitään" in phone.look()) == late
    assert len(rendered) == 2


def test_a_page_before_the_forum_forgets_early_entry_that_nobody_came_for(
    arrives: Callable[[], Phone], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, opens = arrives().come_in("fi"), _next_minute(room)
    monkeypatch.setattr("workshop.pages.phone.page.clock", lambda: room.now)
    room.must("forum.early", activity=room.step("ideas"), opens_at=opens, due_at=opens + MINUTE)
    assert "Avautuu" in phone.look()
    room.now = opens + 60_000
    assert "Avautuu" not in phone.look()


def _next_minute(room: Room) -> int:
    return room.now // MINUTE * MINUTE + 2 * MINUTE


def test_a_hall_that_comes_in_is_rendered_for_once(
    arrives: Callable[[], Phone], room: Room, rendered: list[int]
) -> None:
    room.must("agenda.go", activity=room.step("ideas"))
    for _ in range(10):
        arrives().come_in("fi").look()
    assert len(rendered) == 2, "the page at the door, and the page inside"


def test_nobody_can_write_an_open_place(arrives: Callable[[], Phone], room: Room) -> None:
    room.must("agenda.go", activity=room.step("ideas"))
    room.must("idea.enter", activity=room.step("ideas"), text="csrf; key; \x00csrf; {{ csrf() }}", source="paper")
    page = arrives().come_in("fi").look()
    assert "csrf; key;" in page and "{{ csrf() }}" in page
