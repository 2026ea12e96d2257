"""The domain rules without I/O: states and commands, counting votes, valid ballots, cleaning of texts."""

import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain import activity_states, join_codes, text
from workshop.domain.activities import KINDS, collecting, kind_called
from workshop.domain.activities.base import Kind, Setting
from workshop.domain.activity_states import CLOSED, CLOSING, OPEN, WAITING, Step
from workshop.domain.errors import Refusal
from workshop.domain.methods.base import Ballot, Mark, MarkRange, Result, TargetRow, ranked
from workshop.domain.methods.sums import plain_sum
from workshop.domain.unicode_properties import MARKS_IN_A_RUN, composed

NOW = 1_000
CASES = Path(__file__).parent.parent / "data" / "text_cases.json"
STATES = (WAITING, OPEN, CLOSING, CLOSED)
TARGETS = [7, 3, 9, 1]


marks = st.dictionaries(st.sampled_from([*TARGETS, 99]), st.integers(0, 5))
ballots = st.lists(
    st.builds(Ballot, st.text(max_size=4), st.sampled_from(["phone", "hand"]), st.integers(1, 50), marks), max_size=20
)


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.RaisesExc(Refusal, check=lambda refusal: refusal.code == code)


def step(kind: str, state: str, closes_at: int | None = None, **settings: str) -> Step:
    return Step(KINDS[kind], KINDS[kind].complete(settings), state, closes_at)


# -- the agenda
# ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes_at", "state"), [(NOW + 1, CLOSING), (NOW, CLOSED), (NOW - 1, CLOSED), (None, CLOSING)]
)
def test_time_to_finish_ends_by_itself(closes_at: int | None, state: str) -> None:
    assert activity_states.effective(CLOSING, closes_at, NOW) == state


@pytest.mark.parametrize("state", [WAITING, OPEN, CLOSED])
def test_only_time_to_finish_runs_out(state: str) -> None:
    assert activity_states.effective(state, NOW - 1, NOW) == state


@pytest.mark.parametrize(
    ("verb", "taken", "after"),
    [
        ("idea.add", {OPEN, CLOSING}, "ideas_closed"),
        ("idea.enter", {*STATES}, "ideas_closed"),
        ("ballot.set", {OPEN, CLOSING}, "vote_closed"),
        ("hands.set", {OPEN, CLOSING, CLOSED}, "vote_closed"),
    ],
)
def test_a_command_is_taken_where_it_belongs_and_while_it_is_time(verb: str, taken: set[str], after: str) -> None:
    what = "ideas" if verb.startswith("idea.") else "votes"
    for kind in KINDS.values():
        for state in STATES:
            where = Step(kind, kind.complete({}), state, NOW + 1)
            if kind.collects != what:
                code = "wrong_activity"
            elif state in taken:
                activity_states.permit(verb, where, NOW)
                continue
            else:
                code = "not_open" if state == WAITING else after
            with refused(code):
                activity_states.permit(verb, where, NOW)


def test_time_to_finish_that_ran_out_takes_nothing_more() -> None:
    with refused("vote_closed"):
        activity_states.permit("ballot.set", step("dots", CLOSING, NOW), NOW)


def test_a_command_without_a_rule_is_not_let_through() -> None:
    with pytest.raises(KeyError):
        activity_states.permit("cluster.add", step("welcome", WAITING), NOW)


@pytest.mark.parametrize("verb", activity_states.AFTER_THE_END)
def test_after_the_end_phones_may_write_and_vote_no_more(verb: str) -> None:
    activity_states.permit_after_the_end(verb, "live")
    with refused(activity_states.AFTER_THE_END[verb]):
        activity_states.permit_after_the_end(verb, "ended")


def test_what_may_be_revealed_and_when() -> None:
    def when(kind: str, **settings: str) -> list[str]:
        return [state for state in STATES if activity_states.may_reveal(step(kind, state, NOW + 1, **settings), NOW)]

    assert when("dots") == [CLOSED]
    assert when("ideas", style="private") == [OPEN, CLOSING, CLOSED]
    assert when("ideas", style="open") == when("welcome") == when("clusters") == when("results") == []
    assert activity_states.may_reveal(step("dots", CLOSING, NOW), NOW)


# -- counting
# --------------------------------------------------------------------------------------------------------------


def test_a_tie_shares_the_better_rank_and_keeps_the_targets_order() -> None:
    given_ = [
        Ballot("a", "phone", 1, {3: 2, 9: 1}),
        Ballot("b", "phone", 1, {7: 2, 99: 5}),
        Ballot("h", "hand", 4, {1: 1}),
    ]

    def row(target: int, rank: int, **measures: int) -> TargetRow:
        return TargetRow(target, rank, measures)

    assert plain_sum(given_, TARGETS, {}) == Result(
        [
            row(1, rank=1, votes=4, phone=0, hands=4, voters=0),
            row(7, rank=2, votes=2, phone=2, hands=0, voters=1),
            row(3, rank=2, votes=2, phone=2, hands=0, voters=1),
            row(9, rank=4, votes=1, phone=1, hands=0, voters=1),
        ],
        {"ballots": 2, "hands": 4},
    )


def test_a_second_number_decides_between_equal_first_ones() -> None:
    assert ranked({1: (4, 3.5), 2: (4, 3.9), 3: (5, 1.0), 4: (4, 3.5)}) == [(3, 1), (2, 2), (1, 3), (4, 3)]


@given(ballots)
def test_every_mark_for_a_target_counts_once_and_nothing_else(cast: list[Ballot]) -> None:
    rows = plain_sum(cast, TARGETS, {}).rows
    assert sorted(row.target for row in rows) == sorted(TARGETS)
    for row in rows:
        votes, by_phone, by_hand, voters = (row.measures[name] for name in ("votes", "phone", "hands", "voters"))
        assert votes == by_phone + by_hand == sum(one.marks.get(row.target, 0) * one.weight for one in cast)
        assert voters == sum(1 for one in cast if one.source == "phone" and one.marks.get(row.target, 0))


@given(ballots)
def test_the_rank_is_one_more_than_how_many_have_more(cast: list[Ballot]) -> None:
    rows = plain_sum(cast, TARGETS, {}).rows
    votes = [row.measures["votes"] for row in rows]
    assert votes == sorted(votes, reverse=True)
    assert [row.rank for row in rows] == [1 + sum(other > one for other in votes) for one in votes]
    tied = [(row.rank, TARGETS.index(row.target)) for row in rows]
    assert tied == sorted(tied)


@given(ballots, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(cast: list[Ballot], chance: object) -> None:
    mixed = cast[:]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert plain_sum(mixed, TARGETS, {}) == plain_sum(cast, TARGETS, {})


# -- ballots
# --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("allowed", "good", "bad"),
    [
        (MarkRange(1, 5), (1, 5), (0, 6, -1, (2, 2), True, 2.5)),
        (MarkRange(-1, 1), (-1, 0, 1), (2, (0, 0))),
        (MarkRange(0, 4, pair=True), ((0, 4), (2, 2)), (2, (0, 5), (-1, 0), (1, True), (1, 1.5))),
    ],
)
def test_a_vote_takes_the_marks_of_its_range_and_no_others(
    allowed: MarkRange, good: tuple[Mark, ...], bad: tuple[Mark, ...]
) -> None:
    kind = Kind("toy", collects="votes", marks=lambda settings: allowed)
    assert kind.check(dict(enumerate(good)), {}) == dict(enumerate(good)) and kind.check({}, {}) == {}
    for mark in bad:
        with refused("ballot_bad"):
            kind.check({1: mark}, {})


def test_the_marks_of_one_ballot_add_up_to_the_total_at_most() -> None:
    kind = Kind("toy", collects="votes", marks=lambda settings: MarkRange(1, 3, total=4))
    assert kind.check({1: 3, 2: 1}, {}) == {1: 3, 2: 1}
    with refused("ballot_bad"):
        kind.check({1: 3, 2: 2}, {})


# -- kinds and their settings
# ----------------------------------------------------------------------------------------------


def test_settings_are_completed_and_checked() -> None:
    assert KINDS["dots"].complete({"dots": 5}) == {"dots": 5, "cap": 2, "of": "ideas"}
    for wrong in ({"dots": 0}, {"dots": 21}, {"dots": True}, {"dots": "3"}, {"of": "people"}, {"colour": "red"}):
        with refused("settings_bad"):
            KINDS["dots"].complete(wrong)
    with refused("settings_bad"):
        Setting(True).check(1)


def test_kinds_are_found_by_name_and_by_what_they_collect() -> None:
    assert kind_called("ideas").name == "ideas" and "dots" in collecting("votes") and "dots" not in collecting("ideas")
    with refused("settings_bad"):
        kind_called("tombola")


@pytest.mark.parametrize("row", ["\u0345\u0301\u0316\u0334", "\u0f73\u0f71", "\u0344\u0f81"])
def test_a_row_of_marks_is_composed_in_linear_time(row: str) -> None:
    def took(count: int) -> float:
        began = time.process_time()
        assert len(composed("a" + row * count + "b")) < 100
        return time.process_time() - began

    assert took(20_000) < 60 * max(took(2_000), 0.001), "sorting it would take the square: a hundred times"


@given(st.text(max_size=MARKS_IN_A_RUN))
def test_composed_is_nfc(said: str) -> None:
    assert composed(said) == unicodedata.normalize("NFC", said)


def test_a_kind_that_takes_no_ballots_refuses_them() -> None:
    with refused("wrong_activity"):
        KINDS["welcome"].check({1: 1}, {})


# -- texts
# -----------------------------------------------------------------------------------------------------------------


@given(st.text(max_size=120))
def test_a_cleaned_text_is_clean(raw: str) -> None:
    try:
        kept = text.clean(raw, 80)
    except Refusal as refusal:
        assert refusal.code in ("empty", "too_long", "text_unreadable")
        return
    assert kept == kept.strip() == unicodedata.normalize("NFC", kept) and 0 < len(kept) <= 80
    assert "\n\n\n" not in kept and "  " not in kept and "\r" not in kept and "\u202e" not in kept
    assert text.clean(kept, 80) == kept


def test_what_is_kept_of_a_text() -> None:
    for case in json.loads(CASES.read_text("utf-8"))["cases"]:
        if case["kept"]:
            assert text.clean(case["raw"]) == case["kept"] == text.clean(case["kept"]), ascii(case)
        else:
            with refused("empty"):
                text.clean(case["raw"])


def test_an_introduction_may_have_many_lines() -> None:
    written = "rivi\n\n" * 20
    assert text.clean(written, 2000, lines=None) == written.strip()


def test_a_name_of_another_machine_is_kept_to_the_letter() -> None:
    for name in ("Museo  vieras ", ' "x";y\\z ', "  ", "", "a\u0308"):
        assert text.exact(name, 80) == name
    for name in ("Museo\n", "\x00", "\x7f", "\ud83d"):
        with refused("text_unreadable"):
            text.exact(name, 80)
    with refused("too_long"):
        text.exact("a" * 81, 80)


def test_a_long_text_is_told_by_how_much_and_a_broken_one_as_such() -> None:
    with pytest.raises(Refusal) as found:
        text.clean("a" * 13, 10)
    assert (found.value.code, found.value.facts) == ("too_long", {"n": 3})
    with refused("text_unreadable"):
        text.clean("puolikas \ud83d")


def test_an_optional_text_may_be_nothing() -> None:
    assert text.optional("  ", 5) == "" and text.optional(" a ", 5) == "a"
    with refused("too_long"):
        text.optional("aaaaaa", 5)


@given(st.text(max_size=40))
def test_a_code_is_tidied_once_and_for_all(typed: str) -> None:
    assert join_codes.tidy(join_codes.tidy(typed)) == join_codes.tidy(typed)
