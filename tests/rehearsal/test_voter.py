"""The simulated voter: whatever a ballot may hold, what it draws is valid, and it does vote."""

import random
from dataclasses import asdict

import pytest

from workshop.domain.activities import Kind
from workshop.domain.methods.base import MarkRange
from workshop.rehearsal import voter

TARGETS = [str(one) for one in range(1, 41)]


@pytest.mark.parametrize(
    "allowed",
    [
        MarkRange(1, 2, total=3),
        MarkRange(1, 1, total=1),
        MarkRange(1, 5),
        MarkRange(-1, 1),
        MarkRange(0, 4, pair=True),
    ],
)
def test_every_ballot_is_valid(allowed: MarkRange) -> None:
    kind, chance = Kind("toy", collects="votes", marks=lambda settings: allowed), random.Random(1)
    seen = set()
    for _ in range(300):
        drawn = voter.ballot(asdict(allowed), TARGETS, chance)
        marks = {int(target): (mark[0], mark[1]) if isinstance(mark, list) else mark for target, mark in drawn.items()}
        assert marks and kind.check(marks, {}) == marks
        seen |= set(marks.values())
    assert len(seen) == (allowed.most - allowed.least + 1) ** (2 if allowed.pair else 1), "every mark is given"


def test_a_voter_votes_on_what_the_vote_is_about() -> None:
    store = {"idea": {"1": {"votable": True}, "2": {"votable": False}}, "cluster": {"7": {}}}
    assert voter.targets_of({"of": "ideas"}, store) == ["1"]
    assert voter.targets_of({"of": "clusters"}, store) == ["7"]
    assert voter.ballot(asdict(MarkRange(1, 2, total=3)), [], random.Random(1)) == {}


def test_a_person_who_is_dealt_ideas_names_themes_that_are_there() -> None:
    store = {"cluster": {"7": {}, "9": {}}, "dealt": {"3": {"id": 3, "targets": [11, 12]}}}
    step = {"id": 3, "deals": 7, "into": "clusters", "of": "ideas"}
    targets = voter.targets_of(step, store)
    marks = voter.naming(voter.named_by(step, store), targets, random.Random(1))
    assert targets == ["11", "12"] == list(marks) and set(marks.values()) <= {0, 7, 9}
