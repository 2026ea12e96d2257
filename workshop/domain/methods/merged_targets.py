"""Votes on ideas, or themes, that were merged: each person counts once for the one that the others are merged into.

Ballots stay as they were cast, also when their owners change something else in them (`AsSeen.recast`). What is here
says what they count for, so that taking a merge apart gives every idea its own marks again. What several marks of one
person come to is the method's to say (`Kind.as_one`). Raised hands are not known by person: of merged ideas, the most
hands that any one of them got count, because at least so many people raised theirs.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workshop.domain.methods.base import Ballot, Mark

AsOne = Callable[[Sequence[Mark]], Mark]
"""The marks that one person gave ideas that were merged, two or more → the one that counts."""


def one_ballot(marks: Mapping[int, Mark], counts_for: Mapping[int, int], as_one: AsOne) -> dict[int, Mark]:
    """One person's marks by what they count for. `counts_for`: target → the one that its marks count for; a target
    that is not in it counts for itself."""
    together: dict[int, list[Mark]] = {}
    for target, mark in marks.items():
        together.setdefault(counts_for.get(target, target), []).append(mark)
    return {target: its[0] if len(its) == 1 else as_one(its) for target, its in together.items()}


@dataclass(frozen=True)
class AsSeen:
    """How the owners of ballots see their marks in one vote, where ideas are merged, or themes that marks name are
    merged or removed."""

    leads: Mapping[int, int]
    """merged idea → the one that its marks count for"""
    as_one: AsOne
    gone: Collection[Mark]
    """marks that name a theme which was removed, and may come back"""
    names: Mapping[int, int]
    """merged theme → what a mark that names it counts for"""

    @property
    def differs(self) -> bool:
        """Whether any ballot can be seen otherwise than it is stored."""
        return bool(self.leads or self.gone or self.names)

    def own_ballot(self, stored: Mapping[int, Mark]) -> Mapping[int, Mark]:
        """One person's marks as their owner sees them: those of `one_ballot`, and those that name what is gone where
        there is no other."""
        if not self.differs:
            return stored
        marks = self._renamed(stored)
        there = {target: mark for target, mark in marks.items() if mark not in self.gone}
        counted = one_ballot(there, self.leads, self.as_one)
        for target, mark in marks.items():
            counted.setdefault(self.leads.get(target, target), mark)
        return counted

    def uncounted(self, stored: Mapping[int, Mark], adds_up: bool) -> dict[int, int]:
        """Of targets for which several of one person's marks count as one: how much of these does not count, where any
        of it does not. Where marks add up, the rest of their sum; else the marks that are not the one that counts."""
        seen, found = self.own_ballot(stored), dict[int, int]()
        for lead, its in _by_lead(self._renamed(stored), self.leads).items():
            marks = [mark for mark in its.values() if mark not in self.gone]
            if len(marks) > 1:
                rest = sum(map(_size, marks)) - _size(seen[lead]) if adds_up else len(marks) - marks.count(seen[lead])
                found |= {lead: rest} if rest else {}
        return found

    def recast(self, given: Mapping[int, Mark], stored: Mapping[int, Mark]) -> dict[int, Mark]:
        """The marks to store of a ballot that replaces the `stored` one. Its owner saw `own_ballot` of that: what is
        given as it was seen, or names what is gone and is given no other mark, stays as it is stored."""
        return self._recast(given, stored, lambda was: True)

    def recast_singly(self, given: Mapping[int, Mark], stored: Mapping[int, Mark]) -> dict[int, Mark]:
        """As `recast`, but what was seen as one mark and is stored as several, for merged ideas, is stored as it is
        given: together the several may be more than one person has."""
        return self._recast(given, stored, lambda was: len(was) == 1)

    def _recast(
        self, given: Mapping[int, Mark], stored: Mapping[int, Mark], may_stay: Callable[[Mapping[int, Mark]], bool]
    ) -> dict[int, Mark]:
        seen = self.own_ballot(stored)
        new, before = _by_lead(given, self.leads), _by_lead(stored, self.leads)
        kept: dict[int, Mark] = {}
        for lead in sorted(new.keys() | before.keys()):
            its, was = new.get(lead, {}), before.get(lead, {})
            if not its:
                its = {target: mark for target, mark in was.items() if mark in self.gone}
            elif lead in seen and self._renamed(its) == {lead: seen[lead]} and may_stay(was):
                its = was
            kept |= its
        return kept

    def _renamed(self, marks: Mapping[int, Mark]) -> dict[int, Mark]:
        return {t: self.names.get(mark, mark) if isinstance(mark, int) else mark for t, mark in marks.items()}


def _size(mark: Mark) -> int:
    return mark if isinstance(mark, int) else 0


def _by_lead(marks: Mapping[int, Mark], counts_for: Mapping[int, int]) -> dict[int, dict[int, Mark]]:
    """What marks count for → these marks by target."""
    found: dict[int, dict[int, Mark]] = {}
    for target, mark in marks.items():
        found.setdefault(counts_for.get(target, target), {})[target] = mark
    return found


def all_ballots(ballots: Iterable[Ballot], counts_for: Mapping[int, int], as_one: AsOne) -> list[Ballot]:
    """Every ballot of a vote by what its marks count for; counts of raised hands that don't count are left out."""
    every, totals = list(ballots), dict[int, int]()
    for ballot in every:
        for target in ballot.marks if ballot.raised else ():
            totals[target] = totals.get(target, 0) + ballot.weight
    hands = hands_that_count(totals, counts_for)
    found = []
    for ballot in every:
        if ballot.raised:
            marks = {hands[target]: mark for target, mark in ballot.marks.items() if target in hands}
        else:
            marks = one_ballot(ballot.marks, counts_for, as_one)
        if marks or not ballot.marks:
            found.append(replace(ballot, marks=marks))
    return found


def only_on(ballots: Iterable[Ballot], targets: Collection[int]) -> list[Ballot]:
    """The ballots with their marks on these targets. Who gave marks, but none on any of them, is not counted."""
    found = [(one, {its: mark for its, mark in one.marks.items() if its in targets}) for one in ballots]
    return [replace(one, marks=marks) for one, marks in found if marks or not one.marks]


def hands_that_count(totals: Mapping[int, int], counts_for: Mapping[int, int]) -> dict[int, int]:
    """Target whose raised hands count → the one that they count for. `totals`: target → all hands raised for it. Of
    equal ones the idea that the others are merged into goes first, then the earlier one."""
    most: dict[int, int] = {}
    for target in sorted(totals, key=lambda one: (-totals[one], counts_for.get(one, one) != one, one)):
        most.setdefault(counts_for.get(target, target), target)
    return {target: into for into, target in most.items()}
