"""The shapes of the read model: what each audience may see. A shape has no field that its audience may not read, so no
filter can be forgotten.

`EVERYONE` is read by phones, the screen and public pages. `FACILITATORS` is read only by consoles. `OWN` goes to one
participant. On the wire a shape is a plain object under its kind and id.
"""

from typing import ClassVar

import msgspec

EVERYONE, FACILITATORS, OWN = "everyone", "facilitators", "own"


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One thing as one audience sees it. The id is the thing's among those of its kind."""

    thing: ClassVar[str] = ""
    audience: ClassVar[str] = EVERYONE
    id: int


class ForumShape(Shape, frozen=True, kw_only=True):
    """The forum itself. `state`: planned, live or ended. `now`: the id of the activity that the hall looks at."""

    thing: ClassVar[str] = "forum"
    code: str
    title: dict[str, str]
    starts_at: int | None
    """When it is planned to begin, epoch milliseconds, if the office has set it."""
    place: str
    organiser: str
    """Who holds it: an organisation, in the words of the office; empty when not given."""
    state: str
    now: int | None
    self_paced: bool
    """phones choose among the activities that are open; in a led forum they follow `now`"""
    languages: list[str]
    screen_languages: list[str]
    card: str
    """changes whenever the join card does: its QR, address or Wi-Fi"""
    paused: bool
    slow: int
    """seconds that must pass between two ideas of one phone; 0: none"""
    rehearsal: bool
    spotlight: int | None
    """the idea that the screen shows large"""
    cluster: int | None
    """the cluster that the screen shows large, with all its ideas; never beside a spotlight"""
    frozen: bool
    blank: bool
    big_code: bool
    moderation: str
    here: int
    """People who have come in so far, by phone."""


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
    shows: str
    """where they give nothing, what it is about: words, themes (ideas are grouped) or result (of the vote before it)"""
    of: str
    """Votes: what is voted on, ideas or clusters"""
    keeps_back: bool
    """Ideas: whether they are hidden from others until they are shown"""
    marks: AllowedMarks | None
    """Votes: what a ballot may hold"""
    into: str
    """Votes: what a mark names by its id: clusters (0 for none), or empty where it is a number"""
    deals: int
    """Votes: how many targets a phone is dealt at a time; 0 where it has all of them"""
    words: str
    """Votes: the ending of the keys of its sentences where people do not vote in it (rating); "" where they do"""
    hands: list[int]
    """Votes: the marks for which raised hands (or votes on paper) may be counted; empty where they can't be"""
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
    ends_at: int | None
    closes_at: int | None
    """While closing: the end of the time to finish."""
    count: int
    """Ideas: how many are shown or, in a step that keeps them back, will be."""
    waiting: int
    """Ideas: how many wait for review."""
    voted: int
    """Votes: ballots with at least one mark, hands not included. Never a count per idea."""
    done: int
    """People who said they are ready."""
    uncovered: int
    """Results: how many places of the revealed tally the screen has uncovered, from the last."""


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
    """phone, helper or paper"""
    table: int | None
    votable: bool
    """can be voted on: shown, of an activity that is voted on, and not left out"""
    left_out: bool
    """the facilitator left it out of votes: it is shown like any other, but no vote on it counts"""
    merged: list[int]
    """the numbers of the ideas that are merged into it"""
    original: str | None
    """what its author wrote, when a facilitator wrote it in other words; empty where it should not be shown unread"""


class ClusterShape(Shape, frozen=True, kw_only=True):
    """A cluster, called theme in every language."""

    thing: ClassVar[str] = "cluster"
    letter: str
    title: str
    position: int
    """its place among the others; equal ones stand by letter"""
    colour: str
    """the name of a colour's token, "" for none"""
    version: int


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
    """of the main measure: votes, people, points or share"""
    adds_up: bool
    """whether the main measures of several rows may be added, for instance for each cluster"""
    facts: dict[str, int | float]
    """of all rows together: ballots (people who voted by phone), hands (entered by the facilitator)"""
    rows: list[TallyRow]


class SortedIdea(msgspec.Struct, frozen=True, kw_only=True):
    """What the hall makes of one idea. In percent: `share` of those who saw it chose the most frequent theme;
    `agreement` is beyond chance (AC1)."""

    theme: int | None
    """the most frequent theme; None where there is none, or two come first together"""
    share: int
    seen: int
    unsure: int
    agreement: int | None
    """None where fewer than two people chose a theme"""


class SortingShape(Shape, frozen=True, kw_only=True):
    """How far the hall has sorted its ideas, as it grows. The id is the activity's."""

    thing: ClassVar[str] = "sorting"
    total: int
    """ideas to sort"""
    enough: int
    """of these, how many enough people have seen"""
    placed: int
    """how often anyone placed an idea"""
    themes: dict[str, int]
    """theme → ideas for which most people chose it, of those that enough people have seen"""


class FacilitatorSorting(SortingShape, frozen=True, kw_only=True):
    """The same with every idea, for the facilitators."""

    audience: ClassVar[str] = FACILITATORS
    ideas: dict[str, SortedIdea]
    agreement: int | None
    """of all ideas, beyond chance, in percent"""


class DeedShape(msgspec.Struct, frozen=True, kw_only=True):
    """A deed: a command that undo (or redo) would take."""

    n: int
    """its row in the log: what undo may name"""
    command: str
    idea: int | None
    """the number of the one idea it was about"""
    activity: int | None
    """the id of the step that its command named: where one went, what was opened"""
    off: bool
    """it went the way back: hid, turned off, took away or covered what its command else shows or turns on"""
    ends: bool
    """undo (or redo) of it ends the forum"""
    by: str
    """the name of the person who did it: the account's name or the link's label, else empty"""


class OwnReason(msgspec.Struct, frozen=True, kw_only=True):
    """A reason for hiding an idea that the forum's organiser wrote, or that the house gives to all its forums."""

    name: str
    words: dict[str, str]
    """what authors read, by language"""
    offered: bool
    """false: removed, but ideas were hidden for it"""


class FacilitatorForum(ForumShape, frozen=True, kw_only=True):
    """The forum for its facilitators. `undo` and `redo`: the newest deed of each actor (account-3, link-7,
    administrator)."""

    audience: ClassVar[str] = FACILITATORS
    ref: str
    undo: dict[str, DeedShape]
    redo: dict[str, DeedShape]
    moderation_chosen: bool
    """a person has chosen how ideas are reviewed; until then `moderation` is the default"""
    emergency: bool
    """the screen is dark and new ideas wait, whatever `moderation` says"""
    reasons: list[OwnReason]
    """beside those of every forum: its own first, then the house's"""
    settled: list[int]
    """the ideas that people chose in a vote whose result has been shown: their words and merges stay as they are"""


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
    suggested: dict[str, int]
    """the clusters that participants suggest for it: cluster id → people, most first; without dismissed ones"""
    unmasked: str
    """the words as they were written, where a part of `text` is covered; else empty"""
    original_held: bool
    """`original` was hidden, covered or waiting before it was replaced: nobody else ever reads it, in no file either"""
    author_held: bool
    """later ideas of its author wait for review"""
    at: int


class HandsShape(Shape, frozen=True, kw_only=True):
    """Hands counted so far in one activity, as the facilitators entered them: target id → mark → hands. The id is the
    activity's."""

    thing: ClassVar[str] = "hands"
    audience: ClassVar[str] = FACILITATORS
    counts: dict[str, dict[str, int]]


class ProposalShape(Shape, frozen=True, kw_only=True):
    """A theme that a participant proposed and nobody has decided on."""

    thing: ClassVar[str] = "proposal"
    audience: ClassVar[str] = FACILITATORS
    activity: int
    title: str
    flags: list[str]
    """what the rules of review found, as in ideas"""
    at: int
    """when it was proposed, epoch milliseconds"""
    first: int
    """the first proposal of the same person, which says whose it is without naming anybody"""


class LinkShape(Shape, frozen=True, kw_only=True):
    """A co-facilitator's link that still admits."""

    thing: ClassVar[str] = "link"
    audience: ClassVar[str] = FACILITATORS
    label: str
    at: int
    until: int
    """A person who opens it leads at least until then, epoch milliseconds"""


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


class OwnSupport(Shape, frozen=True, kw_only=True):
    """An idea of somebody else that this person supports; the id is the idea's. Its words are those that everyone saw,
    and are gone when it is taken out of sight."""

    thing: ClassVar[str] = "support"
    audience: ClassVar[str] = OWN
    number: int
    activity: int
    text: str
    lang: str
    """as in IdeaShape"""
    state: str
    """shown, merged, or hidden where it is out of sight for whatever reason"""
    merged_into: int | None
    """the number of the idea that it is merged into"""
    cluster: int | None
    reworded: bool
    """its words are others than those that this person began to support"""


class OwnBallot(Shape, frozen=True, kw_only=True):
    """An own ballot in one activity, whose id it has."""

    thing: ClassVar[str] = "ballot"
    audience: ClassVar[str] = OWN
    n: int
    marks: dict[str, int | tuple[int, int]]
    """those that count: a mark of an idea that is merged now is under the idea that it is merged into"""
    merged: dict[str, int]
    """of ideas with an own mark that are merged now: number → the idea that it is merged into"""


class OwnDealt(Shape, frozen=True, kw_only=True):
    """The targets that this phone was dealt in one activity, whose id it has, in the order of dealing."""

    thing: ClassVar[str] = "dealt"
    audience: ClassVar[str] = OWN
    targets: list[int]


class OwnProposal(msgspec.Struct, frozen=True, kw_only=True):
    """A theme that this person proposed."""

    activity: int
    title: str
    state: str
    """open: no facilitator has decided; taken or dismissed"""
    cluster: int | None
    """the theme that was made of it; it may be gone since"""


class OwnSelf(Shape, frozen=True, kw_only=True):
    """What the phone must know of its participant. `seed` shuffles the order of what is voted on."""

    thing: ClassVar[str] = "me"
    audience: ClassVar[str] = OWN
    language: str
    seed: int
    done: list[int]
    suggested: dict[str, int]
    """idea id → the cluster that this person suggests for it"""
    proposed: list[OwnProposal]
    """in the order of proposing"""


class Presence(Shape, frozen=True, kw_only=True):
    """The connections of the moment. In memory, not in the database: a restart begins at zero."""

    thing: ClassVar[str] = "presence"
    audience: ClassVar[str] = FACILITATORS
    connected: int
    """phones with an open connection"""
    active: int
    """of these, those that did something in the last two minutes"""
    lost: int
    """people who were connected and are not now"""
    writing: int
    """people with words in the field that are not sent yet"""
    screens: int
    reached: list[str]
    """addresses through which a phone has come"""


SHAPES = (
    ForumShape,
    ActivityShape,
    IdeaShape,
    ClusterShape,
    TallyShape,
    FacilitatorForum,
    FacilitatorIdea,
    HandsShape,
    SortingShape,
    FacilitatorSorting,
    ProposalShape,
    LinkShape,
    OwnIdea,
    OwnSupport,
    OwnBallot,
    OwnDealt,
    OwnSelf,
    Presence,
)


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to a command. Refused: `ok` false, the code and the facts of its sentence. Otherwise what was made, if
    anything."""

    ok: bool
    code: str = ""
    facts: dict[str, object] = {}
    made: dict[str, object] = {}
