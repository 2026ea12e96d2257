"""The states of an activity: which command is allowed in which of them, as one table, and when results and ideas may be
revealed or changed."""

from dataclasses import dataclass
from typing import Final

from workshop.contract.forum_states import ENDED
from workshop.domain.activities import Kind
from workshop.domain.activities.base import Settings
from workshop.domain.activities.ideas import votable
from workshop.domain.errors import Refusal
from workshop.domain.timetable import BY_HAND, Timetable

WAITING: Final = "waiting"
OPEN: Final = "open"
CLOSING: Final = "closing"
CLOSED: Final = "closed"
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Step:
    """An activity as the rules need it. Times are epoch milliseconds."""

    kind: Kind
    settings: Settings
    state: str
    closes_at: int | None
    timetable: Timetable = BY_HAND


@dataclass(frozen=True)
class Rule:
    """Where a command is allowed: in activities that collect this, in these states."""

    collects: str
    """ideas or votes; empty for every kind"""
    states: tuple[str, ...]
    closed: str = ""
    """the refusal once the activity, or the forum, is over; empty when the command is allowed even then"""


RULES = {
    "idea.add": Rule("ideas", (OPEN, CLOSING), "ideas_closed"),
    "form.send": Rule("ideas", (OPEN, CLOSING), "ideas_closed"),
    "form.change": Rule("ideas", (OPEN, CLOSING), "ideas_closed"),
    "idea.support": Rule("ideas", (OPEN, CLOSING), "vote_closed"),
    "idea.enter": Rule("ideas", (WAITING, OPEN, CLOSING, CLOSED)),
    "ideas.import": Rule("ideas", (WAITING, OPEN, CLOSING, CLOSED), "import_ended"),
    "ballots.import": Rule("votes", (WAITING, OPEN, CLOSING, CLOSED), "import_ended"),
    "ballot.set": Rule("votes", (OPEN, CLOSING), "vote_closed"),
    "ballot.deal": Rule("votes", (OPEN, CLOSING), "vote_closed"),
    "proposal.add": Rule("votes", (OPEN, CLOSING), "vote_closed"),
    "ballot.enter": Rule("votes", (OPEN, CLOSING, CLOSED)),
    "hands.set": Rule("votes", (OPEN, CLOSING, CLOSED)),
    "activity.done": Rule("", (OPEN, CLOSING, CLOSED)),
}


AFTER_THE_END = {verb: rule.closed for verb, rule in RULES.items() if rule.closed} | {
    "idea.edit": "ideas_closed",
    "idea.withdraw": "ideas_closed",
    "idea.restore": "ideas_closed",
    "placement.suggest": "grouping_closed",
}
"""How phones and imports are refused, by command, once the forum is over: as in an activity that is, and where none is
asked."""


def permit_after_the_end(verb: str, forum_state: str) -> None:
    """Raises Refusal for a command that is not allowed in a forum that has ended."""
    if forum_state == ENDED and verb in AFTER_THE_END:
        raise Refusal(AFTER_THE_END[verb])


def effective(state: str, closes_at: int | None, now: int) -> str:
    """The state an activity is in now: `closing` becomes `closed` when its time to finish is over."""
    if state == CLOSING and closes_at is not None and now >= closes_at:
        return CLOSED
    return state


def state_now(step: Step, now: int) -> str:
    """The state that rules go by: `effective`, and closed from the end of its timetable on, although the command that
    closes it is still on its way."""
    state = effective(step.state, step.closes_at, now)
    return CLOSED if state == OPEN and step.timetable.is_over(now) else state


def permit(verb: str, step: Step, now: int) -> None:
    """Raises Refusal unless a command named `verb` is allowed in this activity now."""
    rule = RULES[verb]
    if rule.collects not in ("", step.kind.collects):
        raise Refusal("wrong_activity")
    state = state_now(step, now)
    if state in rule.states:
        return
    raise Refusal("not_open" if state == WAITING else rule.closed)


def may_reveal(step: Step, now: int) -> bool:
    """Whether the activity may be revealed: a vote only when no one can vote any more, private ideas at any time once
    collected."""
    state = state_now(step, now)
    if step.kind.votes:
        return state == CLOSED
    return step.kind.keeps_back(step.settings) and state != WAITING


def may_change_ideas(settings: Settings, voting_began: bool, forum_state: str) -> bool:
    """Whether authors may still change and withdraw ideas of a step with these settings: until someone may have read
    them to vote."""
    return forum_state != ENDED and not (voting_began and votable(settings))
