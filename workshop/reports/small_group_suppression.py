"""Numbers of people by group, published so that nobody can compute a small group.

Everybody who joined is in exactly one group, and how many joined is public: one hidden number alone would be the
difference. So small groups (primary suppression) take other groups with them (complementary suppression), after
"Handbook on Statistical Disclosure Control" (ESSnet SDC, 2010), chapters 4 and 5. The rule looks only at how large
groups are, never at which they are: the numbers of hidden groups may be exchanged without any change in what is
published, so whoever knows the rule, too, cannot know which is whose.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop.domain.methods.base import PAPER, Ballot

SMALLEST = 5
"""The fewest people that are published as a group. Nobody (0) is no group, and is said."""

PHONE, EITHER = "phone", "phone_or_paper"
"""The source of a ballot that was cast by phone, and of one of which it is not said how."""
Groups = dict[str, int | None]
"""Group → number of people; None: not published."""


def published(counts: Mapping[str, int]) -> Groups:
    """What may be published of `counts`: group → people, each person in one group. Empty where one group has all by
    definition."""
    if len(counts) < 2:
        return {}
    hidden = {n for n in counts.values() if 0 < n < SMALLEST}
    for size in sorted({n for n in counts.values() if n >= SMALLEST}):
        if _keeps_secret([n for n in counts.values() if n in hidden]):
            break
        hidden.add(size)  # all groups of this size: which of them is not the rule's to choose
    if not any(n >= SMALLEST and n not in hidden for n in counts.values()):
        return dict.fromkeys(counts) if any(counts.values()) else dict(counts)
    return {group: None if n in hidden else n for group, n in counts.items()}


def without_few_on_paper(ballots: Sequence[Ballot]) -> list[Ballot]:
    """The ballots of one vote for files that show each of them. Where few people voted on paper, or few by phone, the
    source would say whose ballot is whose: then those of both have the same."""
    people = Counter(one.source for one in ballots if one.source in (PAPER, PHONE))
    if not people[PAPER] or min(people[PAPER], people[PHONE] or SMALLEST) >= SMALLEST:
        return list(ballots)
    return [replace(one, source=EITHER) if one.source in people else one for one in ballots]


def _keeps_secret(hidden: Sequence[int]) -> bool:
    """Whether the sum of the hidden groups, which is public, tells none of them. It must be no small group itself.
    Different numbers could be exchanged; equal ones must leave room for different ones that are small, too."""
    if not hidden:
        return True
    equal = len(set(hidden)) == 1
    return len(hidden) > 1 and sum(hidden) >= SMALLEST and (not equal or 1 < hidden[0] < SMALLEST - 1)
