"""Suggestions from the child process: the same as in this one, also after the child was killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from tests.grouping.conftest import ideas
from tests.grouping.test_suggestions import WORK
from tests.tools.pace import limit
from workshop.grouping import suggest_process
from workshop.grouping.suggest_process import NoSuggestions, SuggestProcess
from workshop.grouping.suggester import Suggester
from workshop.runtime.asked_child import AskedChild

LETTERS = """
import workshop.grouping.suggester as here
here.is_installed = lambda: False
from workshop.grouping import suggest_worker
suggest_worker.main()
"""


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
    said = "museoon kunnon kahvila ja pullaa"
    assert process.similar(said, "fi", WORK) == here.similar(said, "fi", WORK) != ()


def test_a_killed_child_is_replaced_and_the_question_asked_again(process: SuggestProcess) -> None:
    process.name(WORK, (1, 2))
    assert process._child
    os.kill(process._child.pid, signal.SIGKILL)
    assert process.name(WORK, (1, 2, 3)).startswith("Kahvila")


def test_a_child_that_never_answers_well_is_no_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest_process, "FIRST_SECONDS", 0.3)
    for program in ("import time; time.sleep(60)", "raise SystemExit", "print('nonsense' * 1000)"):
        with pytest.raises(NoSuggestions):
            SuggestProcess(lambda program=program: AskedChild("x", ["-c", program])).name(WORK, (1,))


def test_one_that_hangs_is_given_up_soon_and_not_asked_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers for all forums: until it is given up, none gets a suggestion."""
    started: list[AskedChild] = []

    def start() -> AskedChild:
        started.append(AskedChild("hangs", ["-c", "import time; time.sleep(60)"]))
        return started[-1]

    monkeypatch.setattr(suggest_process, "FIRST_SECONDS", 0.2)
    with pytest.raises(NoSuggestions):
        SuggestProcess(start).duplicates(WORK)
    assert len(started) == 1


def test_only_texts_that_were_not_read_take_long(process: SuggestProcess) -> None:
    asked = suggest_process.Question(kind="duplicates", work=WORK)
    process.close()
    assert process._limit(asked) == suggest_process.FIRST_SECONDS + len(WORK.cards) * suggest_process.SECONDS_PER_TEXT
    process.duplicates(WORK)
    assert process._limit(asked) == suggest_process.SECONDS <= 10


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
