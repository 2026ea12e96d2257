"""What the log tells of a result that was shown, without a database: when it was counted again, and for which times
ideas were merged that are on their own now."""

from collections.abc import Callable, Collection

import pytest

from tests.rules.test_undo_rules import ADA, BEN, Log, hidden, record
from workshop.domain.undo import Record, TimeMerged, freed_again, recounted
from workshop.projections import merged_during_vote
from workshop.projections.activity_open_times import Span

VOTE, OTHER = 7, 8
LEAD, PART, LAST = 1, 2, 3
"""Ideas; each row of a log is written a second after the one before, the first at 1000."""


def revealed(log: Log, vote: int = VOTE, shown: bool = True) -> int:
    return log.does(ADA, "activity.reveal", {"activity": vote, "shown": shown})


def counted_by_hand(log: Log, vote: int = VOTE) -> int:
    return log.does(
        ADA,
        "hands.set",
        {"activity": vote, "target": LEAD, "count": 3},
        record("hands.set", activity=vote, target=LEAD),
    )


def merged(log: Log, *ideas: int, into: int = LEAD) -> int:
    return log.does(ADA, "idea.merge", {"ideas": [*ideas], "into": into}, record("idea.unmerge", ideas=[*ideas]))


def parted(log: Log, *ideas: int, lead: int = LEAD) -> int:
    return log.does(BEN, "idea.unmerge", {"ideas": [*ideas]}, record("idea.merge", ideas=[*ideas], into=lead))


def of(verb: str, *inverse: Record) -> Callable[[Log], int]:
    return lambda log: log.does(BEN, verb, {}, *inverse)


# -- counted again -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "chosen", "why"),
    [
        (counted_by_hand, (), "hands"),
        (lambda log: counted_by_hand(log, OTHER), {LEAD}, None),
        (lambda log: hidden(log, BEN, LEAD), {LEAD, PART}, "hidden"),
        (lambda log: hidden(log, BEN, LEAD), {PART}, None),
        (of("idea.review", record("idea.show", idea=LEAD)), {LEAD}, "hidden"),
        (of("author.hide", record("idea.show", idea=LEAD), record("idea.show", idea=PART)), {PART}, "hidden"),
        (of("author.hide", record("idea.show", idea=LEAD)), {PART}, None),
        (of("ideas.hide", record("idea.show", idea=LEAD), record("idea.show", idea=PART)), {PART}, "hidden"),
        *(
            (of(verb, record("idea.decided", idea=LEAD, state=held), record("idea.show", idea=PART)), {LEAD}, None)
            for verb in ("author.hide", "ideas.hide")
            for held in ("hidden", "waiting")
        ),
        (of("ideas.hide", record("idea.decided", idea=LEAD, state="shown")), {LEAD}, "hidden"),
        (lambda log: parted(log, PART), {PART}, "parted"),
        (lambda log: parted(log, PART), {LEAD, LAST}, None),
        (of("idea.hide", record("idea.merge", ideas=[PART], into=LEAD)), {LAST}, None),
        (lambda log: merged(log, PART), {PART, LEAD}, None),
        (of("idea.show", record("idea.hide", idea=LEAD)), {LEAD}, None),
    ],
)
def test_what_makes_a_shown_result_be_counted_again(
    deed: Callable[[Log], int], chosen: Collection[int], why: str | None
) -> None:
    log = Log()
    revealed(log)
    deed(log)
    assert recounted(log.deeds, VOTE, chosen) == (None if why is None else (2000, why))


def test_a_result_stays_counted_again_while_the_second_of_two_holds_the_idea() -> None:
    log = Log()
    revealed(log)
    quicker = of("ideas.hide", record("idea.decided", idea=LEAD, state="shown"))(log)
    of("ideas.hide", record("idea.decided", idea=LEAD, state="hidden"), record("idea.show", idea=LAST))(log)
    log.undoes(BEN, quicker)
    assert recounted(log.deeds, VOTE, {LEAD}) == (3000, "hidden")


def test_nothing_is_counted_again_before_the_result_was_shown() -> None:
    log = Log()
    hidden(log, BEN, LEAD)
    assert recounted(log.deeds, VOTE, {LEAD}) is None
    revealed(log, OTHER)
    revealed(log, shown=False)
    counted_by_hand(log)
    assert recounted(log.deeds, VOTE, {LEAD}) is None, "neither another vote's, nor one that was covered"
    revealed(log)
    assert recounted(log.deeds, VOTE, {LEAD}) is None
    counted_by_hand(log)
    assert recounted(log.deeds, VOTE, {LEAD}) == (6000, "hands")


def test_a_result_that_was_covered_again_stays_seen() -> None:
    log = Log()
    revealed(log)
    revealed(log, shown=False)
    counted_by_hand(log)
    revealed(log)
    assert recounted(log.deeds, VOTE, ()) == (3000, "hands")


def test_what_was_undone_does_not_count_and_what_was_redone_counts_from_then() -> None:
    log = Log()
    revealed(log)
    first = counted_by_hand(log)
    hidden(log, BEN, LEAD)
    assert recounted(log.deeds, VOTE, {LEAD}) == (3000, "hidden"), "the last one"
    undo = log.undoes(ADA, first)
    assert recounted(log.deeds, VOTE, {LEAD}) == (3000, "hidden")
    log.undoes(ADA, undo, "redo")
    assert recounted(log.deeds, VOTE, {LEAD}) == (5000, "hands")
    other = Log()
    revealed(other)
    other.undoes(ADA, counted_by_hand(other))
    assert recounted(other.deeds, VOTE, {LEAD}) is None


# -- merged, and free again --------------------------------------------------------------------------------------------


def test_an_idea_that_is_free_again_was_merged_from_one_moment_to_another() -> None:
    log = Log()
    merged(log, PART, LAST)
    assert freed_again(log.deeds) == {}
    parted(log, PART)
    assert freed_again(log.deeds) == {PART: [(1000, 2000, LEAD)]}
    merged(log, PART)
    assert freed_again(log.deeds) == {}, "it is part of another again"
    parted(log, PART, LAST)
    assert freed_again(log.deeds) == {PART: [(1000, 2000, LEAD), (3000, 4000, LEAD)], LAST: [(1000, 4000, LEAD)]}


def test_what_is_decided_on_a_merged_idea_frees_none_nor_does_what_no_row_has_merged() -> None:
    log = Log()
    merged(log, PART)
    hidden(log, BEN, PART)
    parted(log, LAST)
    assert freed_again(log.deeds) == {}


def test_undo_and_redo_merge_and_free_as_well() -> None:
    log = Log()
    log.undoes(ADA, merged(log, PART, LAST))
    assert freed_again(log.deeds) == {PART: [(1000, 2000, LEAD)], LAST: [(1000, 2000, LEAD)]}, "each of them"
    log.does(ADA, "redo", {}, record("idea.unmerge", ideas=[PART, LAST]))
    assert freed_again(log.deeds) == {}
    log.does(ADA, "undo", {}, record("idea.merge", ideas=[LAST], into=LEAD))
    assert freed_again(log.deeds) == {LAST: [(1000, 2000, LEAD), (3000, 4000, LEAD)]}


def test_where_the_leading_idea_leaves_only_the_one_that_leads_now_is_free() -> None:
    log = Log()
    merged(log, PART, LAST)
    log.does(BEN, "idea.hide", {"idea": LEAD}, record("idea.merge", ideas=[PART, LAST], into=LEAD))
    assert freed_again(log.deeds) == {PART: [(1000, 2000, LEAD)]}


@pytest.mark.parametrize(("into", "free"), [(PART, {PART: [(1000, 2000, LEAD)]}), (9, {})])
def test_merging_what_was_merged_frees_only_the_idea_that_leads(
    into: int, free: dict[int, list[tuple[int, int, int]]]
) -> None:
    log = Log()
    merged(log, PART, LAST)
    before = (record("idea.unmerge", ideas=[LEAD]), record("idea.merge", ideas=[PART, LAST], into=LEAD))
    log.does(ADA, "idea.merge", {"ideas": [LEAD], "into": into}, *before)
    assert freed_again(log.deeds) == free


@pytest.mark.parametrize(
    ("merged_for", "closed", "covered"),
    [
        ([(9, 20)], 20, True),
        ([(10, 20)], 20, False),
        ([(9, 19)], 20, False),
        ([(0, 5), (9, 21)], 20, True),
        ([(9, 15), (15, 21)], 20, False),
        ([(9, 20)], None, False),
    ],
)
def test_an_idea_could_be_chosen_unless_it_was_merged_for_as_long_as_the_vote_was_open(
    merged_for: list[tuple[int, int]], closed: int | None, covered: bool
) -> None:
    times = [TimeMerged(start, end, LEAD) for start, end in merged_for]
    assert merged_during_vote._part_of(times, Span(10, closed)) == (LEAD if covered else None)
