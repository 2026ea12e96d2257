"""The position effect: counted as phones order their lists, near one half where nothing but chance is at work, and told
of revealed votes with enough ballots only."""

import random
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.contract.shapes import ClusterShape
from workshop.domain.methods.position_effect import LEAST, OwnList, position_effect
from workshop.domain.shuffled_order import shuffled
from workshop.pages.phone.rows_by_theme import by_theme
from workshop.pages.phone.votes_and_results_view import Target
from workshop.projections import position_effect as of_votes
from workshop.projections import report_data
from workshop.storage.database import reading

TARGETS = dict.fromkeys(range(1, 6), 0)


def halves(order: Sequence[int]) -> dict[int, float]:
    """Target → how much of it is in the first half of a list: written anew from the definition."""
    many = len(order)
    return {one: 1.0 if 2 * at + 2 <= many else 0.5 if 2 * at + 1 == many else 0.0 for at, one in enumerate(order)}


def lists_of(seed: int, themes: dict[int, int]) -> list[list[int]]:
    """The lists of one phone as it shows them: those with a theme, and those without one."""
    clusters = {
        one: ClusterShape(id=one, letter="A", title="", position=1, colour="", version=1)
        for one in set(themes.values()) - {0}
    }
    rows = [Target(one, one, "", cluster=themes[one] or None) for one in shuffled(seed, list(themes))]
    groups = by_theme(clusters, rows, partial(shuffled, seed))
    themed = [row.id for group in groups if group.theme for row in group.rows]
    return [themed, [row.id for group in groups if not group.theme for row in group.rows]]


def test_the_middle_of_an_odd_list_counts_half() -> None:
    assert shuffled(1, list(TARGETS)) == [2, 5, 3, 1, 4]
    found = position_effect([OwnList(1, {2: 2, 3: 1, 4: 1})] * LEAST, TARGETS)
    assert found is not None and (found.part, found.low, found.high, found.ballots) == (0.625, 0.625, 0.625, LEAST)


@given(
    st.lists(st.integers(0, 2**31 - 1), min_size=LEAST, max_size=LEAST),
    st.dictionaries(st.integers(1, 10_000), st.integers(0, 3), min_size=1, max_size=12),
    st.data(),
)
def test_the_order_is_that_of_the_phone(seeds: list[int], themes: dict[int, int], data: st.DataObject) -> None:
    marks = data.draw(st.dictionaries(st.sampled_from(list(themes)), st.integers(1, 5)))
    found = position_effect([OwnList(seed, marks) for seed in seeds], themes)
    parts = []
    for seed in seeds:
        places = {}
        for one in lists_of(seed, themes):
            places.update(halves(one) if len(one) > 1 else {})
        whole = sum(marks.get(target, 0) for target in places)
        if any(len({marks.get(target, 0) for target in one}) > 1 for one in lists_of(seed, themes)):
            parts.append(sum(marks.get(target, 0) * half for target, half in places.items()) / whole)
    assert (found is None) == (not parts)
    assert found is None or found.part == pytest.approx(sum(parts) / len(parts))


@pytest.mark.parametrize(("liking_the_first", "seen"), [(0.0, False), (0.3, True)])
def test_an_effect_is_seen_where_there_is_one(liking_the_first: float, seen: bool) -> None:
    """Everybody likes the same few ideas; some take what stands first in their list."""
    chance = random.Random(5)
    targets = dict.fromkeys(range(1, 41), 0)

    def voter() -> OwnList:
        seed = chance.randrange(2**31)
        first = chance.random() < liking_the_first
        chosen = shuffled(seed, list(targets))[0] if first else chance.choice([1, 1, 1, 2, 2, 3, *targets])
        return OwnList(seed, {chosen: 1})

    found = position_effect([voter() for _ in range(1_500)], targets)
    assert found is not None and found.is_seen is seen and found.low < found.part < found.high
    assert found.part == pytest.approx(0.5 + liking_the_first / 2, abs=0.04)


def test_of_few_ballots_nothing_is_said() -> None:
    assert position_effect([OwnList(one, {1: 1}) for one in range(LEAST - 1)], TARGETS) is None
    assert position_effect([OwnList(one, {}) for one in range(LEAST)], TARGETS) is None
    assert position_effect([], {}) is None


def test_a_ballot_that_gave_all_the_same_says_nothing_of_the_order() -> None:
    """Everybody rated every idea, and the report said that the order had no effect: the part is one half in every
    order."""
    even, ideas = dict.fromkeys(TARGETS, 1), dict.fromkeys(TARGETS, 0)
    assert position_effect([OwnList(seed, even) for seed in range(90)], ideas) is None
    assert position_effect([OwnList(seed, {1: 1}) for seed in range(90)], {1: 0, 2: 7}) is None, "two lists of one"
    some = [OwnList(1, {2: 1})] * LEAST
    found = position_effect([*(OwnList(seed, even) for seed in range(90)), *some], ideas)
    assert found is not None and (found.part, found.ballots) == (1.0, LEAST)
    few = position_effect([*(OwnList(seed, even) for seed in range(90)), *some[1:]], ideas)
    assert few is None, "fewer than LEAST that could show it"


def test_a_report_knows_it_of_revealed_votes_by_phone(room: Room) -> None:
    """Everybody gives their dots to the first of their own list; merged ideas count as one."""
    made = room.ideas_on_paper(room.step("ideas", 2), 7)
    room.must("idea.merge", into=made[0], ideas=[made[1]])
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    there = [one for one in made if one != made[1]]
    people = [room.comes(f"visitor-{n}") for n in range(LEAST)]
    for who in people:
        first, second, *_ = shuffled(seed_of(room, who), there)
        room.must("ballot.set", who, activity=dots, n=1, marks={str(first): 2, str(second): 1})
    room.must("activity.close", activity=dots)
    assert effects(room) == {}, "not before the reveal"
    room.must("activity.reveal", activity=dots)
    assert {vote: (one.part, one.ballots) for vote, one in effects(room).items()} == {dots: (1.0, LEAST)}
    with reading(room.engine) as db:
        assert report_data.facts(db, room.forum).positions == effects(room)


def seed_of(room: Room, who: Credentials) -> int:
    return int(next(iter(room.sees_own(who)["me"].values()))["seed"])


def effects(room: Room) -> dict[int, of_votes.PositionEffect]:
    with reading(room.engine) as db:
        return of_votes.of_forum(db, room.forum)
