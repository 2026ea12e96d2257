"""The result of a vote, and the hands counted in it so far."""

from typing import ClassVar

import msgspec

from workshop.contract.shapes.base import FACILITATORS, Shape


class TallyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One target's row of a revealed vote."""

    target: int
    rank: int
    """1 is the best; a tie shares the better rank"""
    measures: dict[str, int | float]
    """by name, those that the kind counts: of dots votes, phone, hands, voters"""


class TallyShape(Shape, frozen=True, kw_only=True):
    """A revealed vote: exists only after the reveal, equal for every audience. Rows from the first place. The id is the
    activity's."""

    thing: ClassVar[str] = "tally"
    method: str
    chart: str
    """how it is drawn: ticks, histogram, scatter, groups"""
    drawn: list[str]
    """the measures that the chart draws, in its own order"""
    scale: list[int]
    """the least mark that a ballot could hold, and the most"""
    main: str
    """the measure by which it is ranked"""
    unit: str
    """of the main measure: votes, people, points or share; share.2 if only with 2 decimals no different places look
    equal"""
    adds_up: bool
    """whether the main measures of several rows may be added, for instance for each cluster"""
    chooses: bool
    """whether a ballot says what its person prefers; a result of other ballots has no winners"""
    facts: dict[str, int | float]
    """of all rows together: ballots (people whose ballot holds a mark), paper (those of them on paper), void (those who
    marked nothing but what was taken out since), hands (entered by the facilitator)"""
    recounted: int | None
    """when it was last counted again after it had been shown (epoch ms): merged ideas were taken apart, a chosen idea
    was hidden, or hands were counted anew; None while it is as it was shown, also if voting went on after an earlier
    showing"""
    rows: list[TallyRow]
    themes: dict[str, int] | None
    """of a result that says where ideas belong: target → the theme that most people chose, which says so beside the
    idea instead of the theme where it lies; not there is a target of which two came first together. None in others"""


class HandsShape(Shape, frozen=True, kw_only=True):
    """Hands counted so far in one activity, as the facilitators entered them: target id → mark → hands. The id is the
    activity's."""

    thing: ClassVar[str] = "hands"
    audience: ClassVar[str] = FACILITATORS
    counts: dict[str, dict[str, int]]
