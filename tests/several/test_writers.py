"""Several processes write to one PostgreSQL: the log stays one chain, a key is done once, and a lost connection loses
nothing."""

import signal
import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from tests.conftest import ADMINISTRATOR, Room
from tests.tools.pace import limit
from workshop.access.authentication import Credentials
from workshop.actions.writer import Writer, _Job
from workshop.bench.postgres_and_redis import PostgreSQL
from workshop.contract import commands
from workshop.contract.commands import BackgroundQuestion
from workshop.storage import database, log, unfinished_import_notes
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, Idea, Series
from workshop.storage.tables import log as log_table
from workshop.storage.unfinished_import_notes import Note

pytestmark = pytest.mark.several
WRITERS, EACH = 3, 60


@pytest.fixture
def doors(room: Room) -> list[Writer]:
    """The writers of several processes, each with its own engine."""
    made = [Writer(database.connect(str(room.engine.url.render_as_string(False)))) for _ in range(WRITERS)]
    for writer in made:
        writer.open()
    return made


def all_at_once(doors: list[Writer], work: Callable[[int, Writer], None]) -> None:
    threads = [threading.Thread(target=work, args=(number, writer)) for number, writer in enumerate(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(limit(60))
        assert not thread.is_alive()
    for writer in doors:
        writer.close()
        writer.engine.dispose()


def problems(engine: Engine, forum: int) -> list[str]:
    with reading(engine) as db:
        return [*log.problems(db, forum), *log.problems(db, log.HOUSE)]


def opened(room: Room) -> tuple[int, Credentials]:
    """An open activity for ideas, and a participant."""
    who, step = room.comes("ada"), room.step("ideas")
    room.must("agenda.go", activity=step)
    return step, who


def test_numbers_have_no_gap_and_the_chain_holds_with_three_writers(room: Room, doors: list[Writer]) -> None:
    step, who = opened(room)
    before = room.effects[-1].n

    def work(number: int, writer: Writer) -> None:
        for n in range(EACH):
            answer = writer.execute(
                commands.IdeaAdd(key=f"idea-{number}-{n:04}", activity=step, text=f"{number} {n}"), who, room.forum
            )
            assert answer.ok, answer
            if n % 10 == 0:  # the house's log, too
                series = commands.SeriesAdd(key=f"series-{number}-{n:04}", title=f"{number} {n}")
                assert writer.execute(series, ADMINISTRATOR).ok

    all_at_once(doors, work)
    with reading(room.engine) as db:
        assert db.get_one(Forum, room.forum).log_n == before + WRITERS * EACH
        numbers = sorted(db.scalars(select(Idea.number).where(Idea.forum == room.forum)))
        assert numbers == list(range(1, WRITERS * EACH + 1))
        assert len(list(db.scalars(select(Series.id)))) == WRITERS * EACH / 10
    assert problems(room.engine, room.forum) == []


def test_the_same_key_at_two_doors_at_once_is_one_idea(room: Room, doors: list[Writer]) -> None:
    step, who = opened(room)
    answers: dict[int, list[object]] = {n: [] for n in range(WRITERS)}

    def work(number: int, writer: Writer) -> None:
        for n in range(EACH):
            answer = writer.execute(commands.IdeaAdd(key=f"idea-{n:04}", activity=step, text=f"{n}"), who, room.forum)
            answers[number].append(answer.made["idea"])

    all_at_once(doors, work)
    assert answers[0] == answers[1] == answers[2]
    with reading(room.engine) as db:
        assert len(list(db.scalars(select(Idea.id)))) == EACH
        assert len(list(db.scalars(select(log_table.c.n).where(log_table.c.command == "idea.add")))) == EACH


def test_the_numbers_by_group_are_fixed_once_however_many_give_results_out(room: Room, doors: list[Writer]) -> None:
    """While one participant after another takes an answer back."""
    question = BackgroundQuestion(words={"fi": "Ensi kertaa?"}, choices=[{"fi": "Kyllä"}, {"fi": "En"}])
    room.must("background.edit", questions=[question], version=1)
    people = [room.comes(f"person {n}") for n in range(12)]
    for who in people:
        room.must("background.answer", who, question=1, choice=1, version=2)
    room.must("forum.end")
    seen: list[object] = []

    def work(number: int, writer: Writer) -> None:
        for n in range(number, len(people), WRITERS):
            back = commands.BackgroundAnswer(key=f"back-{n:06}", question=1, choice=None, version=2)
            assert writer.execute(back, people[n], room.forum).ok
            assert writer.execute(commands.ResultsSettle(key=f"settle-{n:06}"), ADMINISTRATOR, room.forum).ok
            with reading(writer.engine) as db:
                seen.append(db.get_one(Forum, room.forum).background_counts)

    all_at_once(doors, work)
    assert all(one == seen[0] for one in seen) and seen[0]
    assert problems(room.engine, room.forum) == []


def test_two_who_wait_for_each_other_are_told_apart_and_the_writer_tries_again(room: Room, doors: list[Writer]) -> None:
    """A deadlock: deleting a forum locks its row first and then the house's; a batch of both locks them in the other
    order."""
    step, who = opened(room)
    answers: list[bool] = []
    room.writer.execute(commands.SeriesAdd(key="series-first", title="x"), ADMINISTRATOR)

    def work() -> None:
        jobs = [_Job(commands.SeriesAdd(key="series-more", title="y"), ADMINISTRATOR, None)]
        jobs.append(_Job(commands.IdeaAdd(key="idea-of-ada", activity=step, text="Kahvila"), who, room.forum))
        doors[0]._write(jobs)
        answers.extend(job.waiting.wait(limit(20)).ok for job in jobs)

    writer = threading.Thread(target=work)
    try:
        with transaction(room.engine) as db:
            log.hold(db, [room.forum])
            writer.start()
            until_somebody_waits(room.engine)
            log.hold(db, [log.HOUSE])
    except DBAPIError as error:  # PostgreSQL chose this transaction as the victim
        assert database.is_passing(error)
    writer.join(limit(20))
    assert answers == [True, True]
    assert problems(room.engine, room.forum) == []


def until_somebody_waits(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        while not line.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar():
            time.sleep(0.01)


def test_a_database_that_falls_loses_nothing_and_doubles_nothing(
    room: Room, doors: list[Writer], postgresql: PostgreSQL
) -> None:
    step, who = opened(room)
    taken: list[str] = []

    def work(number: int, writer: Writer) -> None:
        for n in range(EACH):
            key = f"idea-{number}-{n:04}"
            while not writer.execute(commands.IdeaAdd(key=key, activity=step, text=key), who, room.forum).ok:
                time.sleep(0.1)  # a phone sends again, with the same key
            taken.append(key)

    def fall(number: int, writer: Writer) -> None:
        for _ in range(3):
            behind = len(taken)
            while len(taken) < min(behind + 20, (WRITERS - 1) * EACH):
                time.sleep(0.01)
            postgresql.stop(signal.SIGQUIT)
            postgresql.start()

    all_at_once(doors, lambda number, writer: fall(number, writer) if number == 0 else work(number, writer))
    with reading(room.engine) as db:
        stored = sorted(db.scalars(select(Idea.key)))
    assert stored == sorted(taken) and len(stored) == (WRITERS - 1) * EACH
    assert problems(room.engine, room.forum) == []


def test_only_one_process_begins_an_import_of_a_forum(room: Room, doors: list[Writer]) -> None:
    """All ask at once, again and again: whoever comes second is told who is at it."""
    rounds, together = 10, threading.Barrier(WRITERS)
    begun: list[list[Note | None]] = [[] for _ in range(rounds)]

    def begins(number: int, writer: Writer) -> None:
        for turn in range(rounds):
            together.wait(limit(20))
            note = Note(forum=f"forum-{turn}", task="bring", file=f"file-{number}")
            begun[turn].append(unfinished_import_notes.begin(writer.engine, note, 1))

    all_at_once(doors, begins)
    assert [len(turn) for turn in begun] == [WRITERS] * rounds
    for turn in begun:
        others = [note for note in turn if note is not None]
        assert len(others) == WRITERS - 1 and all(note == others[0] for note in others)
    with reading(room.engine) as db:
        assert len(unfinished_import_notes.of_all(db)) == rounds
