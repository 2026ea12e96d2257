"""An idea: for everyone, for the facilitators, for its author and for those who support it."""

from typing import ClassVar

from workshop.contract.shapes.base import FACILITATORS, OWN, Shape


class IdeaShape(Shape, frozen=True, kw_only=True):
    """A shown idea. No author and no state: an idea that is not shown has no such shape. Of a masked one `text` has the
    words with what was flagged covered."""

    thing: ClassVar[str] = "idea"
    number: int
    activity: int
    text: str
    lang: str
    """the language it is written in: fi, sv, en, or empty when that is not known"""
    cluster: int | None
    source: str
    """phone, helper, paper, import or earlier (forum)"""
    came_from: int | None
    """the number that it had in the earlier forum from which it was carried on"""
    table: int | None
    votable: bool
    """can be voted on: shown, of an activity that is voted on, and not left out"""
    left_out: bool
    """the facilitator left it out of votes: it is shown like any other, but no vote on it counts"""
    merged: list[int]
    """the numbers of the ideas that are merged into it"""
    merged_words: list[str]
    """the words of each of these, by which they are found; empty of those that their activity keeps from others"""
    original: str | None
    """what its author wrote, when a facilitator wrote it in other words; empty where it should not be shown unread"""


class FacilitatorIdea(IdeaShape, frozen=True, kw_only=True):
    """Any idea that exists. `state`: shown, private, waiting, hidden, withdrawn or merged."""

    audience: ClassVar[str] = FACILITATORS
    state: str
    merged_into: int | None
    """the id of the idea that it is merged into"""
    reason: str | None
    flags: list[str]
    """why a person might want to look first: phone, email, link, personal, language, insult, nonsense"""
    found: list[tuple[int, int]]
    """ranges in the text: (first, after the last) in code points, in order"""
    maskable: bool
    """something was found in it, and enough words remain when that is covered: idea.mask is not refused"""
    suggested: dict[str, int]
    """the clusters that participants suggest for it: cluster id → people, most first; without dismissed ones"""
    unmasked: str
    """the words as they were written, where a part of `text` is covered; else empty"""
    original_held: bool
    """`original` was hidden, covered or waiting before it was replaced: only its author and the facilitators read it,
    and it is in no report"""
    details: dict[str, str]
    """the public fields of a proposal beside its title (`text`), by name, with what others do not see covered; empty
    for an idea"""
    author_held: bool
    """later ideas of its author wait for review"""
    placed: int
    """the place in time at which it came into its theme, among all ideas of the forum; 0 where that is not known, or
    while it is in none"""
    beforehand: bool
    """it was written on a phone before the forum began"""
    at: int


class OwnIdea(Shape, frozen=True, kw_only=True):
    """An own idea in any state, for its author."""

    thing: ClassVar[str] = "mine"
    audience: ClassVar[str] = OWN
    number: int
    activity: int
    text: str
    lang: str
    """as in IdeaShape"""
    original: str | None
    """what the author wrote, when a facilitator wrote it in other words"""
    state: str
    merged_into: int | None
    """the number of the idea that it is merged into"""
    reason: str | None
    """why it was hidden: the name of one of every forum's reasons, of the forum's own or of the house's"""
    why: dict[str, str]
    """the words of an own or house reason by language; else empty"""
    masked: bool
    """others see a part of it covered"""
    at: int
    """when it was posted, epoch milliseconds"""
    cluster: int | None
    key: str
    """the idempotency key it was posted with, by which the phone finds its card"""
    receipt: str
    """the code by which anybody who has it finds what became of the idea; only its author is given it"""


class OwnSupport(Shape, frozen=True, kw_only=True):
    """Another person's idea that this person supports; the id is the idea's. Its words are those that everyone saw, and
    are gone when it is taken out of sight."""

    thing: ClassVar[str] = "support"
    audience: ClassVar[str] = OWN
    number: int
    activity: int
    text: str
    lang: str
    """as in IdeaShape"""
    state: str
    """shown, merged, or hidden, which here stands for each state in which others do not see it"""
    merged_into: int | None
    """the number of the idea that it is merged into"""
    cluster: int | None
    reworded: bool
    """its words are others than those that this person began to support"""
