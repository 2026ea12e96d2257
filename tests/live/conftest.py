"""Live tests run against a real server in the mode that WORKSHOP_ASYNC names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live.people import Person, Server

MODE = os.environ.get("WORKSHOP_ASYNC", "eventlet")


@contextmanager
def serving(folder: Path, **environ: str) -> Iterator[Server]:
    """A server that runs meanwhile; nothing a visitor does may end in a traceback."""
    made = Server(folder / "data", MODE, **environ)
    made.start()
    yield made
    made.stop()
    assert made.tracebacks() == []


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests, each with a forum of its own: a start takes longer than most tests."""
    with serving(tmp_path_factory.mktemp("server")) as made:
        yield made


@pytest.fixture
def hall(server: Server) -> Iterator["Hall"]:
    """A forum with a facilitator, a screen and two phones."""
    made = Hall(server)
    yield made
    made.close()


class Hall:
    """The people of one forum."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.links = server.forum()
        self.people: list[Person] = []
        self.lead = self.someone().lead(self.links["console"])
        self.screen = self.someone().watch(self.links["screen"])
        self.ada = self.someone().scan(self.links["join"])
        self.ben = self.someone().scan(self.links["join"], "sv")
        picture = self.lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
        self.steps = {shape["position"]: shape["id"] for shape in picture}

    def someone(self) -> Person:
        """One more person."""
        person = Person(self.server)
        self.people.append(person)
        return person

    def go(self, position: int) -> int:
        """On to a step of the agenda."""
        assert self.lead.do("agenda.go", activity=self.steps[position])["ok"]
        return int(self.steps[position])

    def close(self) -> None:
        """Everybody leaves."""
        for person in self.people:
            person.close()
