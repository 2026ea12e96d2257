"""The interface of an activity kind: everything that other modules ask of a kind without knowing which one it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from workshop.domain import theme_names
from workshop.domain.errors import Refusal
from workshop.domain.methods import sums
from workshop.domain.methods.base import Ballot, Mark, MarkRange, Measure, Number, Result
from workshop.domain.methods.merged_targets import AsOne

Value = int | bool | str
Settings = Mapping[str, Value]


@dataclass(frozen=True)
class Setting:
    """One setting that an organiser may change: its default and its valid values (a range of numbers, or a choice of
    words)."""

    default: Value
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    told: bool = True
    """whether everybody may know it; else only who prepares and leads the forum"""
    later: bool = False
    """whether steps of earlier releases do not have it; they stand for its default"""

    def check(self, value: Value) -> Value:
        """`value` if it is valid; raises Refusal settings_bad otherwise."""
        if isinstance(self.default, bool):
            good = isinstance(value, bool)
        elif isinstance(self.default, int):
            good = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        else:
            good = value in self.choices
        if not good:
            raise Refusal("settings_bad")
        return value


@dataclass(frozen=True)
class ThemeNames(Setting):
    """The names that an organiser expects themes to have, one a line."""

    default: Value = ""
    told: bool = False
    later: bool = True

    def check(self, value: Value) -> Value:
        """The names in their stored form, one a line. Raises Refusal as `theme_names.likely_themes`, settings_bad for
        anything but a text."""
        if not isinstance(value, str):
            raise Refusal("settings_bad")
        return "\n".join(theme_names.likely_themes(value))


LIKELY_THEMES = "likely_themes"
"""The name of that setting, in kinds that have it."""
OF = Setting("ideas", choices=("ideas", "clusters"))
"""What a vote is on: the setting `of` of every kind that leaves the choice to the organiser; other kinds vote on
ideas."""


def _anything_goes(settings: Settings) -> None:
    """Accepts any settings: none contradicts another."""


def _nothing_more(marks: Mapping[int, Mark], settings: Settings) -> Mapping[int, Mark]:
    """Keeps every mark: the method has no rule beside the range of its marks."""
    return marks


@dataclass(frozen=True)
class Kind:
    """An activity kind: its name, its settings, what people give in it, and for a vote how a ballot is checked and how
    all of them are counted.

    The name of a voting kind is also that of its method in texts: `report.method.<name>` explains it with the settings
    as facts, `vote.given.<name>` says what a person gave one target, `vote.late.<name>` what came after the vote.
    """

    name: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    fit: Callable[[Settings], None] = _anything_goes
    """(all settings); raises Refusal when two of them contradict each other. Called when a person sets them, never for
    stored settings."""
    collects: Literal["", "ideas", "votes"] = ""
    """what people give in it; a kind in which they write ideas has the setting `votable`"""
    form: bool = False
    """of a kind that collects ideas: whether people fill in a form there, with a title, more about it and how to reach
    them, instead of writing a few words (`domain/proposal_form.py`)"""
    shows: Literal["", "words", "themes", "result"] = ""
    """what a kind that collects nothing is about: words for everyone (its first words name it better than its kind
    does), grouping ideas into themes, the result of the vote before it"""
    keeps_back: Callable[[Settings], bool] = lambda settings: False
    """whether ideas that are written with these settings stay hidden from others until they are shown; a vote's tally
    always does"""
    reveals: Callable[[Settings], bool] = lambda settings: False
    """whether ideas that were kept back are shown when it begins"""
    marks: Callable[[Settings], MarkRange] | None = None
    """the marks that a ballot may hold; every kind that collects votes has them"""
    answers: tuple[str, ...] = ()
    """the names of its marks, from the least on, where people answer in words (`answer.<name>` in the catalogues); none
    where a mark is a number that they give"""
    hands: Callable[[Settings], tuple[int, ...]] = lambda settings: (1,)
    """the marks for which raised hands may be counted, one count for each; none where a raised hand cannot say it"""
    into: Literal["", "clusters"] = ""
    """what a mark names, where it is the id of a thing: the cluster that a target belongs to (0: can't tell). Marks of
    clusters that are gone are dropped"""
    deals: Callable[[Settings], int] = lambda settings: 0
    """how many targets a phone is dealt at a time; 0: it has all of them"""
    rules: Callable[[Mapping[int, Mark], Settings], Mapping[int, Mark]] = _nothing_more
    """(target → mark, settings) → the marks to keep; raises Refusal for a ballot that breaks a rule of the method. It
    is asked before `marks`, so that a refusal may say more than that a mark is out of range"""
    tally: Callable[[Iterable[Ballot], Iterable[int], Settings], Result] = sums.plain_sum
    """(ballots, targets in their own order, settings) → the result"""
    as_one: AsOne = sums.largest
    """what the marks come to that one person gave several merged ideas; `report.merged.<name>` explains it"""
    measures: tuple[Measure, ...] = sums.MEASURES
    """the measures of each target's result; the first is the main one, by which it is ranked and drawn"""
    chart: Literal["ticks", "histogram", "scatter", "groups"] = "ticks"
    """how the result is drawn (`workshop/charts/` says what each is)"""
    drawn: tuple[str, ...] = ("phone", "hands")
    """the measures that the chart draws, in its own order: of ticks the votes by phone and by hand"""

    notes: tuple[str, ...] = ()
    """facts of a result, beside `ballots` and `hands`, each said in a sentence (`results.note.<name>`) where it is not
    0"""

    has_few: Callable[[Mapping[str, Number]], bool] = lambda measures: False
    """(the measures of a row) → whether it has too few marks to be compared with others, and so comes after those"""

    part: Callable[[Mapping[str, Number]], tuple[Number, Number]] | None = None
    """(the measures of a row) → how many answers its main measure, a share, counts, and of how many: people said by
    them what they prefer"""

    words: str = ""
    """the ending of the keys of sentences about a vote, where people do not vote in it but, for instance, rate
    (`results.voters.rating`); "" where they vote"""

    chooses: bool = True
    """of a kind that collects votes: whether a ballot says what its person prefers. Who gives another is no voter, and
    its result has no winners"""

    recalls: bool = False
    """whether it shows what an earlier forum came to, where an organiser has brought that (`activity.recall`)"""

    also: tuple[str, ...] = ()
    """other names under which it is offered (`kind.<name>` in the catalogues); an activity that was added under one
    keeps that name"""

    def called(self, settings: Mapping[str, object]) -> str:
        """The name under which it is offered with these settings (`kind.<name>` in the catalogues): one of `also` where
        the setting of that name is on."""
        return next((name for name in self.also if settings.get(name)), self.name)

    @property
    def votes(self) -> bool:
        """Whether people cast ballots in it."""
        return self.collects == "votes"

    @property
    def has_voters(self) -> bool:
        """Whether people who cast ballots in it are voters."""
        return self.votes and self.chooses

    @property
    def has_likely_themes(self) -> bool:
        """Whether an organiser may write down likely themes for it."""
        return LIKELY_THEMES in self.settings

    def likely_themes(self, settings: Settings) -> list[str]:
        """The likely themes that stored settings name."""
        return str(settings.get(LIKELY_THEMES, "")).splitlines()

    def told(self, settings: Settings) -> dict[str, Value]:
        """Those of the stored settings that everybody may know."""
        return {
            name: value for name, value in settings.items() if name not in self.settings or self.settings[name].told
        }

    def of(self, settings: Settings) -> str:
        """What is voted on: ideas or clusters."""
        return str(settings.get("of", OF.default))

    def needs_themes(self, settings: Settings) -> bool:
        """Whether people choose among clusters, which must be there before: as what is voted on, or as their marks."""
        return self.collects == "votes" and "clusters" in (self.into, self.of(settings))

    def check(self, given: Mapping[int, Mark], settings: Settings) -> Mapping[int, Mark]:
        """The marks to keep of one ballot (target → mark). Raises Refusal wrong_activity where no one votes, ballot_bad
        for a mark out of range or too large a sum, and what `rules` raises."""
        if self.marks is None:
            raise Refusal("wrong_activity")
        kept, allowed = self.rules(given, settings), self.marks(settings)
        if not all(map(allowed.holds, kept.values())):
            raise Refusal("ballot_bad")
        if allowed.total is not None and _sum(kept) > allowed.total:
            raise Refusal("ballot_bad")
        return kept

    def check_hands(self, value: Mark, settings: Settings) -> None:
        """Raises Refusal wrong_activity where raised hands cannot say a mark, count_bad for a mark that they cannot
        say."""
        allowed = self.hands(settings) if self.votes else ()
        if not allowed:
            raise Refusal("wrong_activity")
        if value not in allowed:
            raise Refusal("count_bad")

    def complete(self, given: Settings) -> dict[str, Value]:
        """Every setting of this kind, with the given ones checked; raises Refusal settings_bad for a setting that it
        does not have."""
        if set(given) - set(self.settings):
            raise Refusal("settings_bad")
        return {name: setting.check(given.get(name, setting.default)) for name, setting in self.settings.items()}


def _sum(marks: Mapping[int, Mark]) -> int:
    return sum(mark for mark in marks.values() if isinstance(mark, int))
