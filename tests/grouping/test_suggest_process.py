"""Suggestions from the child process: the same as in this one, also after the child was killed."""

import os
import signal
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.grouping.conftest import ideas
from tests.grouping.test_suggestions import WORK
from tests.tools.pace import limit
from workshop.grouping import suggest_process
from workshop.grouping.embedder import AT_ONCE
from workshop.grouping.suggest_process import NoSuggestions, SuggestProcess
from workshop.grouping.suggester import Suggester
from workshop.grouping.suggester_interface import Card, Work
from workshop.runtime.answering_child_process import AskedChild

LETTERS = """
import workshop.grouping.suggester as here
here.is_installed = lambda: False
from workshop.grouping import suggest_worker
suggest_worker.main()
"""


HANGS = "Suggester.read = lambda self, texts: time.sleep(60)"


@pytest.fixture(scope="module")
def process() -> Iterator[SuggestProcess]:
    made = SuggestProcess(lambda: AskedChild("letters", ["-c", LETTERS]))
    yield made
    made.close()


def test_it_says_what_the_suggester_says(process: SuggestProcess) -> None:
    here = Suggester.by_letters()
    assert process.duplicates(WORK) == here.duplicates(WORK)
    assert process.back_end() == here.back_end() == "lexical"
    assert process.placements(WORK) == here.placements(WORK)
    assert process.piles(WORK, 6) == here.piles(WORK, 6)
    assert process.name(WORK, {1, 2, 3}) == here.name(WORK, {1, 2, 3})
    assert process.names(WORK) == here.names(WORK)
    said = "museoon kunnon kahvila ja pullaa"
    assert process.similar(said, "fi", WORK) == here.similar(said, "fi", WORK) != ()


def test_a_killed_child_is_replaced_and_the_question_asked_again(process: SuggestProcess) -> None:
    process.name(WORK, (1, 2))
    assert process._child
    os.kill(process._child.pid, signal.SIGKILL)
    assert process.name(WORK, (1, 2, 3)).startswith("Kahvila")


def test_a_child_that_never_answers_well_is_no_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest_process, "START_SECONDS", 0.3)
    for program in ("import time; time.sleep(60)", "raise SystemExit", "print('nonsense' * 1000)"):
        with pytest.raises(NoSuggestions):
            SuggestProcess(lambda program=program: AskedChild("x", ["-c", program])).name(WORK, (1,))


def test_one_that_hangs_is_given_up_soon_and_not_asked_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers for all forums: until it is given up, none gets a suggestion."""
    started: list[AskedChild] = []

    def start() -> AskedChild:
        started.append(AskedChild("hangs", ["-c", "import time; time.sleep(60)"]))
        return started[-1]

    assert suggest_process.START_SECONDS + suggest_process.READ_SECONDS <= 70, "for some texts"
    monkeypatch.setattr(suggest_process, "START_SECONDS", 0.2)
    with pytest.raises(NoSuggestions):
        SuggestProcess(start).duplicates(WORK)
    assert len(started) == 1


def test_a_child_that_starts_slowly_is_not_taken_for_a_model_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The start takes longer than a few texts may; to read them does not."""
    reader = Reader(tmp_path)
    seconds = limit(0.5)
    monkeypatch.setattr(suggest_process, "READ_SECONDS", seconds)
    slow = f"import time; time.sleep({seconds + 0.3})\n" + reader.program
    process = SuggestProcess(lambda: AskedChild("slow", ["-c", slow]))
    try:
        process.duplicates(WORK)
        assert process.back_end() == "semantic"
    finally:
        process.close()


def test_one_that_starts_and_then_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest_process, "READ_SECONDS", 0.2)
    hangs = f"import time\nfrom workshop.grouping.suggester import Suggester\n{HANGS}{LETTERS}"
    with pytest.raises(NoSuggestions):
        SuggestProcess(lambda: AskedChild("hangs", ["-c", hangs])).duplicates(WORK)


class Reader:
    """A process that suggests by meaning, with a model that notes what it reads, and takes its time."""

    def __init__(self, folder: Path, seconds: float = 0) -> None:
        self.notes = folder / "read"
        self.notes.touch()
        model = textwrap.dedent(MODEL).format(notes=str(self.notes), seconds=seconds)
        self.program = textwrap.dedent(MEANING).format(model=model)
        self.process = SuggestProcess(lambda: AskedChild("meaning", ["-c", self.program]))

    def kill(self) -> None:
        """End the child that answers."""
        assert self.process._child
        os.kill(self.process._child.pid, signal.SIGKILL)

    def kill_when_it_has_read(self, count: int) -> None:
        """Wait for so many texts, then kill."""
        latest = time.monotonic() + limit(10)
        while len(self.read) < count and time.monotonic() < latest:
            time.sleep(0.01)
        self.kill()

    @property
    def read(self) -> list[str]:
        """All texts that the model has read, in order."""
        return self.notes.read_text().splitlines()


MEANING = """
    from workshop.grouping import suggest_worker, suggester
    from workshop.grouping.embedder import Embedder
    from workshop.grouping.semantic import Semantic
    from workshop.runtime.answering_child_process import AskedChild
    model = Embedder(start=lambda: AskedChild("model", ["-c", {model!r}]), installed=True)
    suggester.Suggester.here = classmethod(lambda cls: cls(Semantic(model), model))
    suggest_worker.main()
"""
MODEL = """
    import hashlib, json, struct, sys, time
    while head := sys.stdin.buffer.read(4):
        texts = json.loads(sys.stdin.buffer.read(*struct.unpack(">I", head)))
        for text in texts:
            time.sleep({seconds})
            open({notes!r}, "a").write(text + "\\n")
        said = b"".join(hashlib.sha384(text.encode()).digest() * 16 for text in texts)
        said = bytes(byte & 0x3F for byte in said)
        sys.stdout.buffer.write(struct.pack(">I", len(said)) + said)
        sys.stdout.buffer.flush()
"""
"""Vectors of any numbers that are finite."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    made = Reader(tmp_path)
    yield made
    made.process.close()


def test_what_the_model_has_read_is_kept_when_the_process_is_replaced(reader: Reader) -> None:
    found = reader.process.duplicates(WORK), reader.process.placements(WORK)
    assert reader.process.back_end() == "semantic"
    read = reader.read
    assert {card.text.lower() for card in WORK.cards} | {theme.title.lower() for theme in WORK.themes} <= set(read)
    reader.kill()
    assert (reader.process.duplicates(WORK), reader.process.placements(WORK)) == found
    assert reader.process.back_end() == "semantic"
    assert reader.read == read, "nothing was read twice"


def test_a_slow_model_goes_on_where_it_was_and_is_not_taken_for_one_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All texts together take longer than an answer may; a few of them do not."""
    cards = tuple(Card(number, f"ajatus{chr(97 + number)}") for number in range(25))
    reader = Reader(tmp_path, seconds=0.1)
    monkeypatch.setattr(suggest_process, "FIRST_SECONDS", limit(2))
    monkeypatch.setattr(suggest_process, "SECONDS", limit(2))
    killed = threading.Thread(target=reader.kill_when_it_has_read, args=(2 * AT_ONCE,))
    killed.start()
    try:
        reader.process.duplicates(Work(cards=cards))
        assert reader.process.back_end() == "semantic"
        assert len(reader.read) <= len(cards) + AT_ONCE, "what was read before its end is not read again"
    finally:
        killed.join()
        reader.process.close()


def test_a_model_that_fails_leaves_likeness_by_letters(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.program = reader.program.replace("import hashlib", "import nothing_there")
    found = reader.process.duplicates(WORK), reader.process.piles(WORK, 2)
    assert reader.process.back_end() == "lexical"
    assert found == (Suggester.by_letters().duplicates(WORK), Suggester.by_letters().piles(WORK, 2))
    reader.process.close()


def test_the_asking_process_goes_on_meanwhile(process: SuggestProcess) -> None:
    """A thread that sleeps a moment again and again gets its turn while the child works: the asking thread only
    waits."""
    work = ideas("library").work
    over, beats = threading.Event(), list[float]()

    def beat() -> None:
        while not over.is_set():
            began = time.thread_time()
            time.sleep(0.002)
            beats.append(time.thread_time() - began)

    beating = threading.Thread(target=beat)
    beating.start()
    used = time.process_time()
    process.piles(work, 10)
    process.placements(work)
    used = time.process_time() - used - sum(beats)
    over.set()
    beating.join(limit(5))
    assert used < 0.1, "the arithmetic is not in this process"
