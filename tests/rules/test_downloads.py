"""Files are made once for all who ask for the same, and by a child process whose death costs no more than one file."""

import datetime as dt
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

from tests.conftest import Room
from tests.tools.pace import limit
from workshop.downloads import queue
from workshop.downloads.queue import COMMAND, FAILED, MADE, READING, WAITING, Download, Downloads
from workshop.downloads.worker_messages import (
    FOR_THE_NEXT,
    PAGE,
    READ,
    FileAnswer,
    FileOrder,
    FileRequest,
    PageFacts,
    PublicPage,
)
from workshop.projections import report_data
from workshop.reports.series_results_page import ComingForum
from workshop.runtime.answering_child_process import NICENESS, AskedChild, ChildFailed
from workshop.runtime.settings import Settings
from workshop.storage.database import reading

SETTINGS = Settings.from_env({})


class Scribe:
    """A child that writes each question down, and answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[FileRequest] = []
        self.may, self.alive, self.edition, self.content = threading.Event(), True, "1", b"x" * 10
        self.may.set()

    def ask(self, message: bytes, seconds: float) -> bytes:
        question = msgspec.msgpack.decode(message, type=FileRequest)
        self.asked.append(question)
        assert self.may.wait(limit(10))
        if question.order.format == "dies":
            raise ChildFailed("files: EOFError")
        told = (
            FileAnswer(edition=self.edition, ideas=7)
            if question.step == READ
            else FileAnswer(name="f", content=self.content)
        )
        return msgspec.msgpack.encode(
            FileAnswer(failed="KeyError at pdf.py:1") if question.order.format == "bad" else told
        )

    def leave(self) -> None:
        self.alive = False

    @property
    def read(self) -> list[str]:
        return [one.order.format for one in self.asked if one.step == READ]


@pytest.fixture
def scribe() -> Scribe:
    return Scribe()


@pytest.fixture
def downloads(room: Room, scribe: Scribe) -> Iterator[Downloads]:
    made = Downloads(room.engine, SETTINGS, lambda: scribe)
    yield made
    scribe.may.set()
    made.close()


def order(format: str = "csv", forum: int = 1) -> FileOrder:
    return FileOrder(forum=forum, format=format, lang="fi")


def made(download: Download) -> Download:
    assert download.wait(limit(20)), download.stage
    return download


def until(true: Callable[[], object]) -> None:
    for _ in range(int(limit(10) * 100)):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never was")


def test_who_asks_for_the_same_gets_the_same_file(downloads: Downloads, scribe: Scribe) -> None:
    first = downloads.ask(order(), "1")
    assert downloads.ask(order(), "1") is first and made(first).ideas == 7
    assert downloads.ask(order(), "1") is first, "a made file serves as long as nothing has changed"
    assert made(downloads.ask(order("xlsx"), "1")) is not first
    assert scribe.read == ["csv", "xlsx"]
    scribe.edition = "2"
    second = made(downloads.ask(order(), "2"))
    assert second is not first and second.edition == "2", "the log has grown"


def test_what_waits_serves_whoever_asks_later_for_it_is_read_when_its_turn_comes(
    downloads: Downloads, scribe: Scribe
) -> None:
    scribe.may.clear()
    busy, waits = downloads.ask(order("pdf"), "1"), downloads.ask(order(), "1")
    until(lambda: busy.stage != WAITING)
    assert downloads.ask(order(), "2") is waits and downloads.ask(order("pdf"), "2") is not busy
    assert (downloads.ahead_of(busy), downloads.ahead_of(waits)) == (0, 1)
    scribe.may.set()
    assert made(waits).name == "f" and downloads.ahead_of(waits) == 0


def test_a_page_waits_for_no_file_and_without_any_the_first_child_makes_it(room: Room) -> None:
    """Somebody looks at it; a file may take a minute on a busy machine."""
    scribes: list[Scribe] = []

    def start() -> Scribe:
        scribes.append(Scribe())
        return scribes[-1]

    downloads = Downloads(room.engine, SETTINGS, start)
    made(downloads.ask(order(FOR_THE_NEXT), "1"))
    scribes[0].may.clear()
    files = [downloads.ask(order(name), "1") for name in ("pdf", "xlsx")]
    until(lambda: files[0].stage != WAITING)
    page = made(downloads.ask(order(FOR_THE_NEXT, forum=2), "1"))
    assert (files[0].stage, files[1].stage, downloads.ahead_of(page)) == (READING, WAITING, 0)
    scribes[0].may.set()
    assert all(made(one).name == "f" for one in files)
    assert [one.read for one in scribes] == [[FOR_THE_NEXT, "pdf", "xlsx"], [FOR_THE_NEXT]]
    downloads.close()
    assert [one.alive for one in scribes] == [False, False]


@pytest.mark.parametrize("format", ["dies", "bad"])
def test_a_file_that_fails_is_no_answer_to_the_next_who_asks(
    downloads: Downloads, scribe: Scribe, format: str, caplog: pytest.LogCaptureFixture
) -> None:
    failed = downloads.ask(order(format), "1")
    assert not failed.wait(limit(10)) and failed.stage == FAILED
    assert "could not be made" in caplog.text
    assert downloads.ask(order(format), "1") is not failed
    assert made(downloads.ask(order(), "1")).stage == MADE and scribe.alive is (format == "bad")


def test_a_file_is_found_by_its_id_only_as_what_was_ordered(downloads: Downloads) -> None:
    one = made(downloads.ask(order(), "1"))
    swedish = msgspec.structs.replace(order(), lang="sv")
    assert downloads.find(one.id, order()) is one is downloads.find(one.id, swedish)
    assert downloads.find(one.id, order("json")) is None is downloads.find(one.id, order(forum=2))
    assert downloads.find("", order()) is None


def test_old_files_and_too_many_are_forgotten_and_a_child_without_work_ends(
    downloads: Downloads, scribe: Scribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "KEPT_BYTES", 25)
    files = [made(downloads.ask(order(), str(n))) for n in range(4)]
    downloads.tidy()
    assert [downloads.find(one.id, order()) is one for one in files] == [False, False, True, True]
    assert scribe.alive
    monkeypatch.setattr(queue, "KEPT_SECONDS", -1.0)
    monkeypatch.setattr(queue, "IDLE_SECONDS", -1.0)
    downloads.tidy()
    assert all(downloads.find(one.id, order()) is None for one in files) and not scribe.alive


def test_a_child_at_work_is_never_ended_for_having_no_work(downloads: Downloads, scribe: Scribe) -> None:
    scribe.may.clear()
    download = downloads.ask(order(), "1")
    until = time.monotonic() + limit(10)
    while not scribe.asked and time.monotonic() < until:
        time.sleep(0.01)
    downloads.tidy()
    assert scribe.alive
    scribe.may.set()
    assert made(download).content == scribe.content


def test_the_child_process_writes_what_this_one_would_also_after_it_was_killed(full_room: Room) -> None:
    children: list[AskedChild] = []

    def start() -> AskedChild:
        children.append(AskedChild("files", COMMAND))
        return children[-1]

    downloads = Downloads(full_room.engine, SETTINGS, start)
    with reading(full_room.engine) as db:
        edition = report_data.edition(db, full_room.forum, full_room.now)
    try:
        one = made(downloads.ask(order("json", full_room.forum), edition))
        assert json.loads(one.content)["ideas"][0]["text"] == "Vesibussi" and one.name.startswith("forum-")
        assert (one.edition, one.ideas) == (edition, 1)
        child, server = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (children[0].pid, 0))
        assert child - server == NICENESS, "the phones come first"
        os.kill(children[0].pid, signal.SIGKILL)
        until(lambda: not children[0].alive)
        assert made(downloads.ask(order("csv", full_room.forum), edition)).content.startswith(b"\xef\xbb\xbf")
        coming = ComingForum("ref", {"fi": "Seuraava"}, dt.datetime(2027, 4, 25, 17, tzinfo=dt.UTC), "Kirjasto")
        facts = PageFacts(url="https://museo.fi/results/sarja", name="series 1", at=1, indexed=False, files=[])
        series = PublicPage(facts=facts, title={"fi": "Sarja"}, held=[(full_room.forum, facts)], coming=[coming])
        page = FileOrder(series=1, format=PAGE, lang="fi", public=True, public_page=series)
        full_room.must("series.add", title="Sarja")
        told = made(downloads.ask(page, edition)).content.decode()
        assert all(words in told for words in ("Sarja", "Seuraava", "25.4.2027", "Kirjasto", "<b>1</b>"))
        gone = downloads.ask(order("csv", 999), edition)
        assert not gone.wait(limit(20)) and gone.stage == FAILED and children[1].alive
    finally:
        downloads.close()
    assert [one.alive for one in children] == [False, False]


@pytest.fixture
def full_room(room: Room) -> Room:
    wall = room.step("ideas", 2)
    room.must("agenda.go", activity=wall)
    room.must("idea.enter", activity=wall, text="Vesibussi", source="paper")
    return room


def test_the_edition_changes_with_both_logs_and_when_the_time_to_finish_is_over(room: Room) -> None:
    def edition(now: int) -> str:
        with reading(room.engine) as db:
            return report_data.edition(db, room.forum, now)

    vote, seen = room.step("dots"), [edition(room.now)]
    assert edition(room.now + 10**9) == seen[0]
    room.must("agenda.go", activity=vote)
    seen.append(edition(room.now))
    room.must("activity.close", activity=vote, grace=60)
    seen += [edition(room.now), edition(room.now + 61_000)]
    room.must("series.add", title="Foorumit")
    seen.append(edition(room.now))
    assert len(set(seen)) == len(seen), seen
