"""Joining in batches: many people join at the same time, each becomes one participant, and a refused one affects no
other."""

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.actions.writer import _Job
from workshop.contract.commands import ParticipantJoin
from workshop.storage.database import reading
from workshop.storage.log import problems
from workshop.storage.tables import Participant


def come(room: Room, *devices: str, language: str = "fi", key: str = "key-of-{}") -> list[_Job]:
    """All at once, as the writer finds them when it was busy."""
    jobs = [
        _Job(
            ParticipantJoin(key=key.format(device), language=language),  # type: ignore[arg-type]
            Credentials(device=device),
            room.forum,
        )
        for device in devices
    ]
    room.writer._write(jobs)
    return jobs


def people(room: Room) -> list[tuple[str, str, int]]:
    with reading(room.engine) as db:
        return [(one.pid, one.language, one.seed) for one in db.query(Participant).order_by(Participant.id)]


def whole(room: Room) -> bool:
    with reading(room.engine) as db:
        return not list(problems(db, room.forum))


def test_each_is_somebody_with_a_row_in_the_log(room: Room) -> None:
    jobs = come(room, *(f"device-{n}" for n in range(50)))
    assert all(job.waiting.wait(0).ok for job in jobs)
    found = people(room)
    assert len({pid for pid, _, _ in found}) == 50
    assert len({seed for _, _, seed in found}) > 40
    assert next(iter(room.sees("everyone")["forum"].values()))["here"] == 50
    assert whole(room)


def test_coming_again_is_the_same_person_in_another_language(room: Room) -> None:
    come(room, "ada", "ben")
    jobs = come(room, "ada", "cat", language="sv", key="again-of-{}")
    assert all(job.waiting.wait(0).ok for job in jobs)
    assert [language for _, language, _ in people(room)] == ["sv", "fi", "sv"]


def test_the_same_command_twice_is_one_person(room: Room) -> None:
    come(room, "ada")
    come(room, "ada", "ben")
    twice = come(room, "cat", "cat")
    assert all(job.waiting.wait(0).ok for job in twice)
    assert len(people(room)) == 3


def test_a_phone_that_carries_nothing_is_refused_alone(room: Room) -> None:
    jobs = come(room, "ada", "", "ben")
    assert [job.waiting.wait(0).code or "" for job in jobs] == ["", "not_joined", ""]
    assert len(people(room)) == 2


def test_nobody_new_comes_in_once_it_is_over(room: Room) -> None:
    come(room, "ada")
    room.must("forum.end")
    jobs = come(room, "ada", "ben", language="sv", key="late-{}")
    assert [job.waiting.wait(0).code for job in jobs][1] == "forum_ended"
    assert len(people(room)) == 1
