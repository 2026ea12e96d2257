"""An activity: a step of the forum, with what its kind is like."""

from typing import ClassVar

import msgspec

from workshop.contract.shapes.base import Shape
from workshop.contract.shared_types import Earlier


class AllowedMarks(msgspec.Struct, frozen=True, kw_only=True):
    """The marks that a ballot of one vote may hold."""

    least: int
    most: int
    pair: bool
    """each mark is two such numbers"""
    total: int | None
    """the most that the marks of one ballot may add up to"""


class ActivityShape(Shape, frozen=True, kw_only=True):
    """One step. `state`: waiting, open, closing, closed. Times are epoch milliseconds by the server's clock."""

    thing: ClassVar[str] = "activity"
    position: int
    kind: str
    """its kind's name: for its words and its drawing. What it is like stands in the fields that follow"""
    collects: str
    """what people give in it: ideas, votes or nothing"""
    form: bool
    """Ideas: whether people fill in a form there instead, on a page of its own"""
    shows: str
    """where they give nothing, what it is about: words, themes (ideas are grouped) or result (of the vote before it)"""
    of: str
    """Votes: what is voted on, ideas or clusters"""
    keeps_back: bool
    """Ideas: whether they are hidden from others until they are shown"""
    marks: AllowedMarks | None
    """Votes: what a ballot may hold"""
    answers: list[str]
    """Votes: the names of the marks, from the least on, where people answer in words; empty where a mark is a number"""
    into: str
    """Votes: what a mark names by its id: clusters (0 for none), or empty where it is a number"""
    deals: int
    """Votes: how many targets a phone is dealt at a time; 0 where it has all of them"""
    words: str
    """Votes: the ending of the keys of its sentences where people do not vote in it (rating); "" where they do"""
    hands: list[int]
    """Votes: the marks for which raised hands may be counted; empty where they can't be"""
    name: dict[str, str]
    """What it is called, by language; empty: by the name of its kind"""
    prompt: dict[str, str]
    instruction: dict[str, str]
    minutes: int
    settings: dict[str, int | bool | str]
    state: str
    changeable: bool
    """Ideas: whether their authors may still change them and take them back"""
    revealed: bool
    opens_at: int | None
    due_at: int | None
    """When it opens and ends by itself, if it does."""
    late_minutes: int
    """How long after that late entries are taken."""
    ends_at: int | None
    closes_at: int | None
    """While closing: the end of the time to finish."""
    count: int
    """Ideas: how many are shown or, in a step that keeps them back, will be, a merge as one. Pages tell this number of
    a step and no other; what waits for review is told beside it, what was hidden is not."""
    waiting: int
    """Ideas: how many wait for review."""
    voted: int
    """Votes: ballots with at least one mark, hands not included. Never a count per idea."""
    papers: int
    """Votes: how many of these ballots were entered from paper."""
    done: int
    """People who said they are ready."""
    uncovered: int
    """Results: how many places of the revealed tally the screen has uncovered, from the last; places that share a rank
    are open together, with the first of them. More than there are: all, also when it is counted again."""
    earlier: Earlier | None = None
    """What an earlier forum came to, where the step shows that."""
