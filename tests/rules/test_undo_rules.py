"""What can be undone, without a database: which deeds of two facilitators stand in each other's way, and what is left
of a deed after authors changed their ideas."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.rules.test_domain import refused
from workshop.domain.undo import Deed, Deeds, LogRow, Record, Touched
from workshop.domain.undo.command_groups import ideas_of

ADA, BEN = "ada", "ben"


def record(verb: str, **body: Any) -> Record:
    return {"verb": verb, "body": body}


class Log:
    """A log of the consoles that is written by hand."""

    def __init__(self, votes: Mapping[int, str] | None = None) -> None:
        self.rows: list[LogRow] = []
        self.votes = votes or {}

    def does(self, actor: str, verb: str, body: Record, *inverse: Record, at: int = 0) -> int:
        """Adds a row; returns its number."""
        n = len(self.rows) + 1
        self.rows.append(LogRow(n, at or n * 1000, actor, verb, body, inverse, None))
        return n

    def undoes(self, actor: str, n: int, verb: str = "undo") -> int:
        """Adds the row that undoes row `n`, or redoes it."""
        by = self.does(actor, verb, {}, record(self.rows[n - 1].verb, **self.rows[n - 1].body))
        old = self.rows[n - 1]
        self.rows[n - 1] = LogRow(old.n, old.at, old.actor, old.verb, old.body, old.inverse, by)
        return by

    @property
    def deeds(self) -> Deeds:
        return Deeds(self.rows, self.votes)

    def undoable(self, actor: str) -> list[int]:
        return [deed.row.n for deed in self.deeds.undoable(actor)]

    def redoable(self, actor: str) -> list[int]:
        return [deed.row.n for deed in self.deeds.redoable(actor)]


def placed(log: Log, actor: str, *ideas: int, cluster: int | None = 5, back: int | None = None) -> int:
    """Moves ideas to a cluster; the way back goes to `back`."""
    left = {"idea": {str(idea): {"cluster": cluster} for idea in ideas}}
    return log.does(
        actor,
        "idea.place",
        {"ideas": list(ideas), "cluster": cluster, "left": left},
        record("idea.place", ideas=list(ideas), cluster=back),
    )


def hidden(log: Log, actor: str, idea: int) -> int:
    return log.does(actor, "idea.hide", {"idea": idea}, record("idea.show", idea=idea))


# -- whose deeds, and in which order -----------------------------------------------------------------------------------


def test_each_facilitator_undoes_their_own_deeds_the_newest_first() -> None:
    log = Log()
    other, first, last = placed(log, BEN, 2), placed(log, ADA, 1), placed(log, ADA, 3)
    assert (log.undoable(ADA), log.undoable(BEN), log.deeds.actors) == ([last, first], [other], [ADA, BEN])


def test_what_was_undone_can_be_redone_and_undone_again() -> None:
    log = Log()
    deed = placed(log, ADA, 1)
    undo = log.undoes(ADA, deed)
    assert (log.undoable(ADA), log.redoable(ADA)) == ([], [undo])
    redo = log.undoes(ADA, undo, "redo")
    assert (log.undoable(ADA), log.redoable(ADA)) == ([redo], [])
    assert next(log.deeds.undoable(ADA)).first.n == deed, "it is still the deed that was done first"


def test_after_a_new_deed_nothing_is_redone() -> None:
    log = Log()
    log.undoes(ADA, placed(log, ADA, 1))
    placed(log, ADA, 2)
    assert log.redoable(ADA) == []


def test_the_newest_of_two_undone_deeds_is_redone_and_then_the_other() -> None:
    log = Log()
    first, second = placed(log, ADA, 1), placed(log, ADA, 2)
    log.undoes(ADA, second)
    last = log.undoes(ADA, first)
    assert log.redoable(ADA) == [last]


def test_the_deed_that_is_asked_for_is_named_or_the_newest() -> None:
    log = Log()
    first, second = placed(log, ADA, 1), placed(log, ADA, 2)
    assert log.deeds.asked(ADA, None).n == second
    undo = log.undoes(ADA, second)
    deeds = log.deeds
    assert (deeds.asked(ADA, None).n, deeds.asked(ADA, first).n) == (first, first)
    with refused("undone_already"):
        deeds.asked(ADA, second)
    for n in (undo, 99):
        with refused("nothing_to_undo"):
            deeds.asked(ADA, n)
    with refused("nothing_to_undo"):
        deeds.asked(BEN, None)


def test_a_deed_without_a_way_back_is_not_offered() -> None:
    log = Log()
    log.does(ADA, "form.send", {"activity": 2})
    with refused("nothing_to_undo"):
        log.deeds.asked(ADA, None)
    assert log.undoable(ADA) == []


# -- who stands in the way ---------------------------------------------------------------------------------------------

CASES: list[tuple[str, str, Record, Sequence[Record], str, Record, Sequence[Record], bool]] = [
    # what Ada did first, then what Ben did: can Ada still undo hers?
    ("a theme of another name", "cluster.rename", {"cluster": 5}, [record("cluster.rename", cluster=5, title="a")],
     "cluster.rename", {"cluster": 5}, [record("cluster.rename", cluster=5, title="b")], False),
    ("the name of another theme", "cluster.rename", {"cluster": 5}, [record("cluster.rename", cluster=5, title="a")],
     "cluster.rename", {"cluster": 6}, [record("cluster.rename", cluster=6, title="b")], True),
    ("a new theme that was named", "cluster.add", {}, [record("cluster.remove", cluster=5)],
     "cluster.rename", {"cluster": 5}, [record("cluster.rename", cluster=5, title="")], False),
    ("a new theme that has its place", "cluster.add", {}, [record("cluster.remove", cluster=5)],
     "cluster.order", {"cluster": 5}, [record("cluster.order", cluster=5)], False),
    ("a new theme that has its colour", "cluster.add", {}, [record("cluster.remove", cluster=5)],
     "cluster.colour", {"cluster": 5}, [record("cluster.colour", cluster=5)], False),
    ("a removed theme, and another one", "cluster.remove", {"cluster": 5}, [record("cluster.restore", cluster=5)],
     "cluster.rename", {"cluster": 6}, [record("cluster.rename", cluster=6, title="")], True),
    ("an idea that is hidden by another", "idea.show", {"idea": 1}, [record("idea.review", idea=1)],
     "idea.hide", {"idea": 1}, [record("idea.show", idea=1)], False),
    ("other words after a decision", "idea.reword", {"idea": 1}, [record("idea.words", idea=1, text="x")],
     "idea.hide", {"idea": 1}, [record("idea.show", idea=1)], False),
    ("a decision after other words", "idea.hide", {"idea": 1}, [record("idea.show", idea=1)],
     "idea.reword", {"idea": 1}, [record("idea.words", idea=1, text="x")], False),
    ("hiding again, after other words", "idea.show", {"idea": 1}, [record("idea.hide", idea=1)],
     "idea.reword", {"idea": 1}, [record("idea.words", idea=1, text="x")], True),
    ("a language after other words", "idea.language", {"idea": 1}, [record("idea.language", idea=1, lang="fi")],
     "idea.reword", {"idea": 1}, [record("idea.words", idea=1, text="x")], False),
    ("an idea left out, then a result", "idea.leave_out", {"idea": 1}, [record("idea.leave_out", idea=1, out=False)],
     "activity.reveal", {"activity": 4, "shown": True}, [record("activity.reveal", activity=4, shown=False)], False),
    ("an idea left out, then a result on themes", "idea.leave_out", {"idea": 1},
     [record("idea.leave_out", idea=1, out=False)],
     "activity.reveal", {"activity": 7, "shown": True}, [record("activity.reveal", activity=7, shown=False)], True),
    ("a theme, then a result on themes", "cluster.rename", {"cluster": 5},
     [record("cluster.rename", cluster=5, title="a")],
     "activity.reveal", {"activity": 7, "shown": True}, [record("activity.reveal", activity=7, shown=False)], False),
    ("a theme, then a result on ideas", "cluster.rename", {"cluster": 5},
     [record("cluster.rename", cluster=5, title="a")],
     "activity.reveal", {"activity": 4, "shown": True}, [record("activity.reveal", activity=4, shown=False)], True),
    ("an idea left out, then ideas shown", "idea.leave_out", {"idea": 1},
     [record("idea.leave_out", idea=1, out=False)],
     "activity.reveal", {"activity": 2, "shown": True}, [record("activity.reveal", activity=2, shown=False)], True),
    ("a clock that was set again", "activity.time", {"activity": 2}, [record("activity.clock", activity=2)],
     "activity.time", {"activity": 2}, [record("activity.clock", activity=2)], False),
    ("the clock of another step", "activity.time", {"activity": 2}, [record("activity.clock", activity=2)],
     "activity.time", {"activity": 3}, [record("activity.clock", activity=3)], True),
    ("hands for another answer", "hands.set", {}, [record("hands.set", activity=4, target=1, value=1, count=0)],
     "hands.set", {}, [record("hands.set", activity=4, target=1, value=-1, count=0)], True),
    ("hands that were counted again", "hands.set", {}, [record("hands.set", activity=4, target=1, count=0)],
     "hands.set", {}, [record("hands.set", activity=4, target=1, value=1, count=3)], False),
    ("another ballot on paper", "ballot.enter", {}, [record("ballot.enter", activity=4, paper=1)],
     "ballot.enter", {}, [record("ballot.enter", activity=4, paper=2)], True),
    ("a ballot on paper that was corrected", "ballot.enter", {}, [record("ballot.enter", activity=4, paper=1)],
     "ballot.enter", {}, [record("ballot.enter", activity=4, paper=1)], False),
    ("what is large on the screen", "screen.spotlight", {"idea": 1}, [record("screen.spotlight", idea=None)],
     "screen.cluster", {"cluster": 5}, [record("screen.spotlight", idea=1)], False),
    ("a dark screen", "screen.blank", {"on": True}, [record("screen.blank", on=False)],
     "screen.freeze", {"on": True}, [record("screen.freeze", on=False)], True),
    ("a proposal", "proposal.dismiss", {"proposal": 3}, [record("proposal.decided", proposal=3)],
     "proposal.take", {"proposal": 3}, [record("proposal.decided", proposal=3)], False),
    ("a merge whose idea was hidden", "idea.unmerge", {"ideas": [2]}, [record("idea.merge", ideas=[2], into=1)],
     "idea.hide", {"idea": 1}, [record("idea.show", idea=1)], False),
    ("an idea that now holds others", "idea.show", {"idea": 1}, [record("idea.hide", idea=1)],
     "idea.merge", {"ideas": [2], "into": 1}, [record("idea.unmerge", ideas=[2])], False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "body", "inverse", "then", "its_body", "its_inverse", "undoable"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_no_undo_takes_back_what_another_did_since(
    verb: str,
    body: Record,
    inverse: Sequence[Record],
    then: str,
    its_body: Record,
    its_inverse: Sequence[Record],
    undoable: bool,
) -> None:
    log = Log({4: "ideas", 7: "clusters"})
    deed = log.does(ADA, verb, body, *inverse)
    assert log.undoable(ADA) == [deed]
    other = log.does(BEN, then, its_body, *its_inverse)
    assert log.undoable(ADA) == ([deed] if undoable else [])
    if not then.startswith("activity.reveal"):
        log.undoes(BEN, other)
        assert log.undoable(ADA) == [deed], "once the other has taken theirs back it can be undone again"


def test_a_result_that_was_shown_stays_seen_although_it_is_covered_again() -> None:
    log = Log({4: "ideas"})
    log.does(ADA, "idea.leave_out", {"idea": 1}, record("idea.leave_out", idea=1, out=False))
    shown = log.does(
        BEN, "activity.reveal", {"activity": 4, "shown": True}, record("activity.reveal", activity=4, shown=False)
    )
    log.undoes(BEN, shown)
    assert log.undoable(ADA) == []


def test_a_result_that_was_shown_before_is_in_nobodys_way() -> None:
    log = Log({4: "ideas"})
    log.does(BEN, "activity.reveal", {"activity": 4, "shown": True}, record("activity.reveal", activity=4, shown=False))
    left = log.does(ADA, "idea.leave_out", {"idea": 1}, record("idea.leave_out", idea=1, out=False))
    assert log.undoable(ADA) == [left]


# -- several ideas in one deed -----------------------------------------------------------------------------------------


def test_of_several_moved_ideas_those_go_back_that_nobody_moved_since() -> None:
    log = Log()
    placed(log, ADA, 1, 2, 3)
    placed(log, BEN, 2, cluster=6)
    (deed,) = log.deeds.undoable(ADA)
    assert (deed.ideas, deed.left(), deed.idea()) == ({1, 3}, 1, None)


def test_a_move_is_not_undone_when_all_its_ideas_were_moved_since() -> None:
    log = Log()
    placed(log, ADA, 1)
    placed(log, BEN, 1, cluster=6)
    assert log.undoable(ADA) == []


def test_no_idea_goes_back_to_a_theme_that_is_gone() -> None:
    log = Log()
    placed(log, ADA, 1, cluster=None, back=5)
    removed = log.does(BEN, "cluster.remove", {"cluster": 5}, record("cluster.restore", cluster=5))
    assert log.undoable(ADA) == []
    log.undoes(BEN, removed)
    assert len(log.undoable(ADA)) == 1


def test_a_theme_into_which_ideas_were_put_since_is_not_taken_away() -> None:
    log = Log()
    log.does(ADA, "cluster.add", {}, record("cluster.remove", cluster=5))
    placed(log, BEN, 1)
    assert log.undoable(ADA) == []


def test_of_several_decisions_each_is_taken_back_without_the_others() -> None:
    log = Log()
    log.does(ADA, "ideas.show", {"ideas": [1, 2]}, record("idea.review", idea=1), record("idea.review", idea=2))
    hidden(log, BEN, 2)
    (deed,) = log.deeds.undoable(ADA)
    assert (deed.ideas, deed.left()) == ({1}, 1)


def test_a_decision_on_one_idea_is_whole_or_not_there() -> None:
    log = Log()
    log.does(ADA, "idea.show", {"idea": 1}, record("idea.review", idea=1), record("idea.leave_out", idea=1, out=True))
    log.does(BEN, "idea.leave_out", {"idea": 1}, record("idea.leave_out", idea=1, out=False))
    assert log.undoable(ADA) == []


def test_what_was_large_on_the_screen_is_no_reason_not_to_undo() -> None:
    log = Log()
    deed = log.does(ADA, "idea.hide", {"idea": 1}, record("idea.show", idea=1), record("screen.spotlight", idea=1))
    log.does(BEN, "screen.spotlight", {"idea": 2}, record("screen.spotlight", idea=None))
    (left,) = log.deeds.undoable(ADA)
    assert (left.row.n, [one["verb"] for one in left.records]) == (deed, ["idea.show"])


def test_what_was_large_on_the_screen_is_not_counted_among_the_ideas_that_stay() -> None:
    log = Log()
    log.does(ADA, "idea.hide", {"idea": 1}, record("idea.show", idea=1), record("screen.spotlight", idea=9))
    log.does(BEN, "screen.spotlight", {"idea": 2}, record("screen.spotlight", idea=None))
    (left,) = log.deeds.undoable(ADA)
    assert left.left() == 0


# -- steps and the forum -----------------------------------------------------------------------------------------------


def step(activity: int, state: str) -> dict[str, object]:
    return {"activity": activity, "state": state}


def opened(log: Log, actor: str, activity: int) -> int:
    back = record("agenda.restore", steps=[step(activity, "waiting")], whole=False, state="live")
    return log.does(actor, "activity.open", {"activity": activity}, back)


def test_a_forum_does_not_go_back_to_planned_around_people_who_are_in_a_step() -> None:
    log = Log()
    start = log.does(
        ADA, "agenda.go", {}, record("agenda.restore", steps=[step(1, "waiting")], whole=True, state="planned")
    )
    assert log.undoable(ADA) == [start]
    opened(log, BEN, 2)
    assert log.undoable(ADA) == []


def test_no_step_opens_in_a_forum_that_is_over() -> None:
    log = Log()
    closed = log.does(
        ADA,
        "activity.close",
        {"activity": 2},
        record("agenda.restore", steps=[step(2, "open")], whole=False, state="live"),
    )
    assert log.undoable(ADA) == [closed]
    end = record("agenda.restore", steps=[], whole=True, state="live")
    log.does(BEN, "forum.end", {"ended": True}, end)
    assert log.undoable(ADA) == []


def test_a_step_that_stays_closed_is_not_about_the_end() -> None:
    log = Log()
    deed = opened(log, ADA, 2)
    log.does(BEN, "forum.end", {"ended": True}, record("forum.end", ended=False))
    assert log.undoable(ADA) == [deed]


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        ({"state": "ended", "whole": True}, True),
        ({"state": "ended"}, True),
        ({"state": "live", "whole": True}, False),
        ({"state": "ended", "whole": False}, False),
    ],
)
def test_an_undo_that_ends_the_forum_is_known_before(more: Record, ends: bool) -> None:
    log = Log()
    others = [record("agenda.restore", steps=[], whole=False, state="live"), record("screen.spotlight", idea=1)]
    log.does(ADA, "agenda.go", {}, record("agenda.restore", steps=[], **more), *others)
    assert log.deeds.as_done(log.rows[0]).ends() is ends


# -- what a deed was about ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "body", "off"),
    [
        ("screen.blank", {"on": True}, False),
        ("screen.blank", {"on": False}, True),
        ("screen.spotlight", {"idea": None}, True),
        ("screen.spotlight", {"idea": 1}, False),
        ("moderation.set", {"mode": "off"}, True),
        ("moderation.set", {"mode": "all"}, False),
        ("ideas.slow", {"seconds": None}, True),
        ("idea.place", {"cluster": None}, True),
        ("idea.place", {"cluster": 5}, False),
        ("activity.time", {"seconds": -60}, True),
        ("activity.time", {"seconds": 60}, False),
        ("activity.time", {}, False),
        ("cluster.rename", {"cluster": None}, False),
    ],
)
def test_a_switch_knows_which_way_it_went(verb: str, body: Record, off: bool) -> None:
    log = Log()
    log.does(ADA, verb, body)
    assert log.deeds.as_done(log.rows[0]).off() is off


@pytest.mark.parametrize(("was", "now", "off"), [(2, 1, True), (1, 2, False), (2, 2, False)])
def test_places_that_were_covered_again_are_the_way_back(was: int, now: int, off: bool) -> None:
    log = Log()
    log.does(
        ADA, "screen.uncover", {"activity": 4, "uncovered": now}, record("screen.uncover", activity=4, uncovered=was)
    )
    deed = log.deeds.as_done(log.rows[0])
    assert (deed.off(), deed.activity()) == (off, 4)


@pytest.mark.parametrize(
    ("verb", "body", "inverse", "idea"),
    [
        ("idea.hide", {"idea": 3}, [], 3),
        ("idea.place", {"ideas": [3], "cluster": 5}, [], 3),
        ("idea.place", {"ideas": [3, 4], "cluster": 5}, [], None),
        ("idea.merge", {"ideas": [3, 4], "into": 9}, [], 9),
        ("idea.enter", {"text": "x"}, [record("idea.hide", idea=8), record("idea.hide", idea=9)], 8),
        ("author.hide", {"idea": 3}, [], None),
        ("agenda.go", {}, [], None),
    ],
)
def test_the_one_idea_that_a_deed_was_about(
    verb: str, body: Record, inverse: Sequence[Record], idea: int | None
) -> None:
    log = Log()
    log.does(ADA, verb, body, *inverse)
    assert log.deeds.as_done(log.rows[0]).idea() == idea


def test_what_people_have_read_they_have_read() -> None:
    log = Log()
    shown = log.does(ADA, "activity.reveal", {"activity": 2, "shown": True})
    log.undoes(ADA, shown)
    log.does(ADA, "activity.reveal", {"activity": 3, "shown": False})
    assert log.deeds.revealed() == {2}


def test_which_commands_hold_and_how_to_undo_them() -> None:
    log = Log()
    first, second = hidden(log, ADA, 1), hidden(log, BEN, 2)
    redo = log.undoes(ADA, log.undoes(ADA, first), "redo")
    assert [(row.n, by) for row, by in log.deeds.standing("idea.hide")] == [(first, redo), (second, second)]
    log.undoes(BEN, second)
    assert [body["idea"] for body in log.deeds.in_force("idea.hide")] == [1]
    assert [row.n for row, _ in log.deeds.standing("idea.hide")] == [first]


def test_a_named_deed_can_be_undone_unless_it_is_an_undo_itself_or_stands_under_another() -> None:
    log = Log()
    deed = placed(log, ADA, 1)
    found = log.deeds.undo_of(deed)
    assert found and found.row.n == deed
    placed(log, BEN, 1, cluster=6)
    undo = log.undoes(BEN, placed(log, BEN, 2))
    assert [log.deeds.undo_of(n) for n in (deed, undo, 99)] == [None, None, None]


@pytest.mark.parametrize(("since", "idea", "held"), [(2000, 1, True), (2001, 1, False), (0, 2, False)])
def test_a_decision_that_kept_an_idea_back_is_known_by_its_moment(since: int, idea: int, held: bool) -> None:
    log = Log()
    log.does(BEN, "screen.blank", {"on": True}, record("screen.blank", on=False))
    deed = hidden(log, ADA, 1)
    assert log.deeds.holds_back(idea, since) is held
    log.undoes(ADA, deed)
    assert not log.deeds.holds_back(idea, since)


@pytest.mark.parametrize("verb", ["author.hide", "ideas.hide"])
def test_a_decision_on_several_ideas_kept_each_of_them_back(verb: str) -> None:
    log = Log()
    log.does(ADA, verb, {}, record("idea.show", idea=1), record("idea.show", idea=2))
    assert [log.deeds.holds_back(idea, 0) for idea in (1, 2, 3)] == [True, True, False]


# -- what authors did since --------------------------------------------------------------------------------------------

THERE = Touched("shown", 0, False)
GONE = Touched("withdrawn", 0, False)
CHANGED = Touched("shown", 5000, False)
HELD = Touched("waiting", 5000, False)
READ = Touched("waiting", 1000, False)
"""It waits, and was read since its author changed it."""
MERGED = Touched("merged", 0, True)


def left_of(verb: str, records: Sequence[Record], touched: Mapping[int, Touched]) -> list[list[int]] | None:
    """The ideas of each record that is left of a deed of the moment 1000; None when nothing is."""
    row = LogRow(1, 1000, ADA, verb, {}, records, None)
    deed = Deed(row, row, tuple(records)).among(touched)
    if deed is None:
        return None
    return [one["body"].get("ideas") or [one["body"]["idea"]] for one in deed.records]


@pytest.mark.parametrize(
    ("verb", "records", "touched", "left"),
    [
        ("idea.hide", [record("idea.show", idea=1)], {1: THERE}, [[1]]),
        ("idea.hide", [record("idea.show", idea=1)], {1: GONE}, None),
        ("idea.hide", [record("idea.show", idea=1)], {1: CHANGED}, None),
        ("idea.hide", [record("idea.show", idea=1)], {1: Touched("shown", 1000, False)}, [[1]]),
        ("idea.reword", [record("idea.words", idea=1)], {1: CHANGED}, None),
        ("idea.language", [record("idea.language", idea=1)], {1: CHANGED}, None),
        ("idea.leave_out", [record("idea.leave_out", idea=1)], {1: CHANGED}, [[1]]),
        ("idea.leave_out", [record("idea.leave_out", idea=1)], {1: GONE}, None),
        ("idea.place", [record("idea.place", ideas=[1, 2])], {1: THERE, 2: GONE}, [[1]]),
        ("idea.place", [record("idea.place", ideas=[1])], {1: CHANGED}, [[1]]),
        ("idea.place", [record("idea.place", ideas=[1])], {1: GONE}, None),
        ("idea.merge", [record("idea.unmerge", ideas=[1, 2])], {1: MERGED, 2: THERE}, [[1]]),
        ("idea.merge", [record("idea.unmerge", ideas=[1])], {1: THERE}, None),
        ("idea.unmerge", [record("idea.merge", ideas=[1, 2], into=3)], {1: THERE, 2: GONE, 3: THERE}, [[1]]),
        ("idea.unmerge", [record("idea.merge", ideas=[1], into=3)], {1: THERE, 3: GONE}, None),
        ("idea.unmerge", [record("idea.merge", ideas=[1], into=3)], {1: HELD, 3: THERE}, None),
        ("idea.unmerge", [record("idea.merge", ideas=[1], into=3)], {1: CHANGED, 3: THERE}, [[1]]),
        ("idea.unmerge", [record("idea.merge", ideas=[1], into=3)], {1: THERE, 3: HELD}, None),
        ("idea.unmerge", [record("idea.merge", ideas=[1], into=3)], {1: READ, 3: THERE}, [[1]]),
    ],
)
def test_what_authors_did_since_is_left_alone(
    verb: str, records: Sequence[Record], touched: Mapping[int, Touched], left: list[list[int]] | None
) -> None:
    assert left_of(verb, records, touched) == left


def test_the_screen_alone_is_no_deed() -> None:
    large = record("screen.spotlight", idea=1)
    assert left_of("idea.hide", [record("idea.show", idea=1), large], {1: CHANGED}) is None
    assert left_of("screen.spotlight", [large], {1: THERE}) == [[1]]


def test_every_idea_that_a_deed_names_is_looked_at() -> None:
    row = LogRow(1, 1000, ADA, "idea.unmerge", {}, [record("idea.merge", ideas=[1, 2], into=3)], None)
    deed = Deed(row, row, tuple(row.inverse))
    assert (deed.ideas, deed.named) == ({1, 2}, {1, 2, 3})
    themes = Deed(row, row, (*row.inverse, record("cluster.merge", cluster=5, into=6)))
    assert themes.named == {1, 2, 3}, "a theme is no idea"


@pytest.mark.parametrize(
    ("verb", "body", "ideas"),
    [
        ("idea.hide", {"idea": 3}, [3]),
        ("idea.merge", {"ideas": [3, 4], "into": 5}, [3, 4]),
        ("author.hide", {"idea": 3}, []),
        ("screen.spotlight", {"idea": None}, []),
        ("agenda.go", {}, []),
        ("idea.place", {}, []),
    ],
)
def test_the_ideas_that_a_command_changes(verb: str, body: Record, ideas: list[int]) -> None:
    assert ideas_of(record(verb, **body)) == ideas
