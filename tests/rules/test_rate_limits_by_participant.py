"""The rate limiter of participants: a retry under the same idempotency key costs nothing."""

import pytest

from tests.conftest import Room
from workshop.access import rate_limits_by_participant
from workshop.access.rate_limits_by_participant import RATES, Rates
from workshop.actions.rate_limit import ParticipantRateLimiter
from workshop.contract.commands import IdeaAdd
from workshop.domain.errors import Refusal

ALLOWED = {
    "idea.add": (3, 5.0, "too_fast"),
    "idea.edit": (20, 3.0, "slow_down"),
    "form.send": (3, 20.0, "slow_down"),
    "form.change": (20, 3.0, "slow_down"),
    "idea.withdraw": (20, 3.0, "slow_down"),
    "idea.restore": (20, 3.0, "slow_down"),
    "ballot.set": (40, 0.1, "slow_down"),
    "activity.done": (40, 0.1, "slow_down"),
    "participant.language": (40, 0.1, "slow_down"),
}
"""Verb → how many a person may send at once, the seconds until the next one, and the refusal of one too many."""


@pytest.mark.parametrize("verb", ALLOWED)
def test_each_command_has_its_own_rate(verb: str) -> None:
    at_once, seconds, code = ALLOWED[verb]
    now = [1000.0]
    rates = Rates(lambda: now[0])
    for _ in range(at_once):
        rates.take("1/7", verb)
    with pytest.raises(Refusal, match=f"^{code}$"):
        rates.take("1/7", verb)
    now[0] += seconds * 0.9
    with pytest.raises(Refusal, match=f"^{code}$"):
        rates.take("1/7", verb)
    now[0] += seconds * 0.2
    rates.take("1/7", verb)
    with pytest.raises(Refusal, match=f"^{code}$"):
        rates.take("1/7", verb)


def test_a_long_silence_saves_up_no_more_than_one_burst() -> None:
    now = [1000.0]
    rates = Rates(lambda: now[0])
    rates.take("1/7", "idea.add")
    now[0] += 3600
    for _ in range(3):
        rates.take("1/7", "idea.add")
    with pytest.raises(Refusal, match="too_fast"):
        rates.take("1/7", "idea.add")


def test_one_persons_commands_and_another_persons_are_counted_apart() -> None:
    rates = Rates(lambda: 1000.0)
    for person in ("1/7", "1/8", "2/7"):
        for _ in range(3):
            rates.take(person, "idea.add")
        rates.take(person, "idea.edit")


def test_an_idea_sent_five_times_on_a_bad_line_is_counted_once() -> None:
    rates = Rates(lambda: 1000.0)
    for _ in range(5):
        rates.take("1/7", "idea.add", "the-same-key")
    for number in range(int(RATES["idea.add"].burst) - 1):
        rates.take("1/7", "idea.add", f"another-key-{number}")
    with pytest.raises(Refusal, match="too_fast"):
        rates.take("1/7", "idea.add", "one-too-many")


def test_background_answers_come_from_a_form_of_a_few_questions() -> None:
    rates = Rates(lambda: 1000.0)
    for number in range(20):
        rates.take("1/7", "background.answer", f"key-{number}")
    with pytest.raises(Refusal, match="slow_down"):
        rates.take("1/7", "background.answer", "one-too-many")


def test_what_was_refused_is_not_let_in_by_sending_it_again() -> None:
    rates = Rates(lambda: 1000.0)
    for number in range(int(RATES["idea.add"].burst)):
        rates.take("1/7", "idea.add", f"key-{number}")
    for _ in range(3):
        with pytest.raises(Refusal, match="too_fast"):
            rates.take("1/7", "idea.add", "refused")


def test_a_key_that_another_person_used_helps_nobody() -> None:
    rates = Rates(lambda: 1000.0)
    for _ in range(5):
        rates.take("1/7", "idea.add", "the-same-key")
    for number in range(int(RATES["idea.add"].burst)):
        rates.take("1/8", "idea.add", "the-same-key" if number == 0 else f"key-{number}")
    with pytest.raises(Refusal, match="too_fast"):
        rates.take("1/8", "idea.add", "one-too-many")


def test_sending_the_same_without_end_is_slowed_too() -> None:
    rates = Rates(lambda: 1000.0)
    with pytest.raises(Refusal, match="slow_down"):
        for _ in range(100):
            rates.take("1/7", "idea.add", "the-same-key")


def test_a_key_that_was_refused_under_pays_for_nothing_later() -> None:
    rates = Rates(lambda: 1000.0)
    for number in range(10):
        rates.take("1/7", "activity.done", f"key-{number}")
        rates.forget("1/7", "activity.done", f"key-{number}")
    with pytest.raises(Refusal, match="too_fast"):
        for number in range(10):
            rates.take("1/7", "idea.add", f"key-{number}")


def test_another_command_under_a_key_that_was_done_costs_as_much_as_any() -> None:
    rates = Rates(lambda: 1000.0)
    for number in range(10):
        rates.take("1/7", "activity.done", f"key-{number}")
    with pytest.raises(Refusal, match="too_fast"):
        for number in range(10):
            rates.take("1/7", "idea.add", f"key-{number}")


def test_ideas_that_are_refused_save_up_no_ideas_for_later() -> None:
    """A pause between the refused ones fills the bucket again; the keys that they used must not."""
    now = [1000.0]
    rates = Rates(lambda: now[0])
    for number in range(10):
        rates.take("1/7", "idea.add", f"key-{number}")
        rates.forget("1/7", "idea.add", f"key-{number}")
        now[0] += RATES["idea.add"].seconds
    with pytest.raises(Refusal, match="too_fast"):
        for number in range(10):
            rates.take("1/7", "idea.add", f"key-{number}")


@pytest.mark.parametrize(("text", "code"), [("x" * 281, "too_long"), (" ", "empty")])
def test_a_text_that_was_refused_for_itself_uses_up_no_turn(room: Room, text: str, code: str) -> None:
    person = room.comes("ada")
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    pace = ParticipantRateLimiter(room.writer, Rates(lambda: 1000.0))

    def send(words: str, key: str) -> str:
        command = IdeaAdd(key=key, activity=step, text=words)
        try:
            return pace.execute(7, command, person, room.forum).code
        except Refusal as refusal:
            return refusal.code

    assert [send(text, f"unfit-key-{n}") for n in range(10)] == [code] * 10
    assert [send(f"Idea {n}", f"idea-key-{n}") for n in range(4)] == ["", "", "", "too_fast"]
    assert "too_fast" in [send(text, f"flood-key-{n}") for n in range(100)], "a flood of them is slowed"


@pytest.mark.parametrize(
    ("verb", "code"), [("ideas.pause", "ideas_paused"), ("activity.close", "ideas_closed"), ("", "gone")]
)
def test_an_idea_that_the_forum_refused_uses_up_no_turn(room: Room, verb: str, code: str) -> None:
    """Its author did nothing wrong: the step had closed, ideas were paused, or the step is gone."""
    person, step = room.comes("ada"), room.step("ideas")
    room.must("agenda.go", activity=step)
    pace = ParticipantRateLimiter(room.writer, Rates(lambda: 1000.0))

    def send(key: str, where: int = step) -> str:
        try:
            return pace.execute(7, IdeaAdd(key=key, activity=where, text="A bench"), person, room.forum).code
        except Refusal as refusal:
            return refusal.code

    if verb == "ideas.pause":
        room.must(verb, on=True)
    elif verb:
        room.must(verb, activity=step)
    assert [send(f"refused-{n}", step if verb else 999) for n in range(10)] == [code] * 10
    assert "too_fast" in [send(f"a-flood-{n}", step if verb else 999) for n in range(100)], "a flood is slowed"


def test_a_turn_is_given_back_also_when_all_buckets_were_just_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits_by_participant, "MOST_BUCKETS", 0)
    rates = Rates(lambda: 1000.0)
    rates.take("1/7", "idea.add", "the-only-key")
    rates.give_back("1/7", "idea.add")
    for number in range(3):
        rates.take("1/7", "idea.add", f"another-key-{number}")
