"""The JSON export for programs: everything as one object, equal in every language. Version 1.

`forum` (with `log_n` and `log_head`, number and hash of its last log row), `participation` (`numbers`: how many ideas
are in which state, `own_reasons` the words of the forum's own reasons for hiding and of the house's as far as they were
used, `moderation` what else was done against what should not be on a wall, `background` what people answered to
background questions, with null for numbers that are not published, `confirmation` how many said after the end that
the results are what people said; null while few have answered), `agenda` (`minutes` are planned,
`opened_at` is when it began; null if it never did; `open` lists each time for which it was open, `to` null while it
is), `ideas` (all of them; `text` is null unless everyone may see it, or in a rehearsal; of a `masked` one a part is
covered), `themes`, and `votes`: only revealed ones, with the counted `rows`, the sums `by_theme`, and the `ballots`
they were counted from, each with a random id and no owner; `position_effect` is the mean part of what people gave by
phone that went to the first half of their own list, with its 95 % interval, null where too few voted for that.
`programme` has the events of an open call, and is empty while that is not published. A merged idea names the number
that it is `merged_into`: its votes are counted there, each ballot once. `original` is what the author wrote, where a
facilitator wrote it in other words. `supporters` counts people who supported an idea instead of posting the same;
null before the results. `details` are the public fields of a proposal beside its title, null for an idea; contacts
are in no file of results. `answer` is what the organisers answered to an idea (also with its whole theme, which has
it too), null while they have not: `departure` if they decided otherwise than the vote. Ideas of a rehearsal carry the
`key` that their phone gave them. The public file of a results page has null for what only the organisers' file tells
(`public_summary`).
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping

from workshop.domain.methods.base import Ballot
from workshop.reports.licence import LICENCES
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import (
    AnswerSummary,
    BackgroundSummary,
    EventSummary,
    IdeaSummary,
    StepSummary,
    Theme,
)
from workshop.reports.vote_summary import RowSummary, VoteSummary

VERSION = 1
SCHEMA = f"/schema/forum-{VERSION}.json"
"""The schema's address, relative to that of the file: every server has it."""


def write(summary: Summary, lang: str, schema: str = SCHEMA) -> bytes:
    """UTF-8, indented. `lang` changes nothing; `schema` is where the schema is for who has the file."""
    return indented(model(summary, schema))


def indented(exported: Mapping[str, object]) -> bytes:
    """The file with this object: UTF-8, one field a line."""
    written = json.dumps(exported, ensure_ascii=False, indent=1, allow_nan=False)
    return (written + "\n").encode("utf-8", "replace")


def model(summary: Summary, schema: str = SCHEMA) -> dict[str, object]:
    """The exported object, as docs/schema/forum-1.json describes it."""
    return {
        "$schema": schema,
        "version": VERSION,
        "forum": _forum(summary),
        "participation": _participation(summary),
        "agenda": [_step(step) for step in summary.steps],
        "ideas": [_idea(idea) for idea in summary.everything],
        "themes": [_theme(theme) for theme in summary.themes],
        "votes": [_vote(vote) for vote in summary.votes],
        "programme": [_event(event) for event in summary.programme],
    }


def _forum(summary: Summary) -> dict[str, object]:
    return {
        "code": summary.code or None,
        "ref": summary.ref or None,
        "title": summary.title,
        "intro": summary.intro,
        "series": summary.series or None,
        "place": summary.place or None,
        "organiser": summary.organiser or None,
        "starts_at": _at(summary.starts_at),
        "state": summary.state,
        "self_paced": summary.self_paced,
        "rehearsal": summary.rehearsal,
        "languages": summary.languages,
        "licence": LICENCES[summary.licence].url,
        "log_n": summary.log_n,
        "log_head": summary.log_head,
        "made_at": _at(summary.made_at),
        "created_at": _at(summary.created_at),
        "started_at": _at(summary.started_at),
        "ended_at": _at(summary.ended_at),
    }


def _participation(summary: Summary) -> dict[str, object]:
    return {
        "joined": summary.joined if summary.counts_people else None,
        "active": summary.active if summary.counts_people else None,
        "posted": summary.posted if summary.counts_people else None,
        "voted": summary.voted,
        "on_paper": summary.paper,
        "hands": summary.hands,
        "languages": summary.spoken,
        "background": [_background(one) for one in summary.background],
        "confirmation": _confirmation(summary),
        "ideas_by_source": summary.sources,
        "numbers": summary.states,
        **_moderation(summary),
    }


def _confirmation(summary: Summary) -> dict[str, int] | None:
    if summary.confirmation is None:
        return None
    return dict(zip(("complete", "answered"), summary.confirmation, strict=True))


def _moderation(summary: Summary) -> dict[str, object]:
    """What is said of hiding and the like: nothing in public."""
    if summary.moderation is None:
        return {"hidden_reasons": None, "own_reasons": None, "moderation": None}
    return {
        "hidden_reasons": summary.hidden,
        "own_reasons": summary.reasons,
        "moderation": dataclasses.asdict(summary.moderation),
    }


def _background(one: BackgroundSummary) -> dict[str, object]:
    choices = [{"choice": words, "people": number} for words, number in one.choices]
    return {"question": one.words, "answers": choices, "unanswered": one.silent}


def _step(step: StepSummary) -> dict[str, object]:
    return {
        "id": step.id,
        "position": step.position,
        "kind": step.kind,
        "name": step.name,
        "prompt": step.prompt,
        "instruction": step.instruction,
        "minutes": step.minutes,
        "settings": step.settings,
        "state": step.state,
        "revealed": step.revealed,
        "ideas": step.ideas,
        "opened_at": _at(step.opened_at),
        "open": [{"from": _at(opened), "to": _at(closed)} for opened, closed in step.spans],
    }


def _idea(idea: IdeaSummary) -> dict[str, object]:
    said: dict[str, object] = {
        "id": idea.id,
        "number": idea.number,
        "text": idea.text or None,
        "lang": idea.lang or None,
        "activity": idea.step,
        "theme": idea.theme or None,
        "source": idea.source,
        "came_from": idea.came_from,
        "came_from_forum": idea.came_from_forum or None,
        "table": idea.table,
        "state": idea.state,
        "reason": idea.reason,
        "left_out": idea.left_out,
        "late": idea.late,
        "beforehand": idea.beforehand,
        "masked": idea.masked,
        "merged_into": idea.merged_into,
        "supporters": idea.supporters,
        "original": idea.original or None,
        "details": idea.details or None,
        "at": _at(idea.at),
        "answer": _answer(idea.answer),
    }
    return {**said, "key": idea.key} if idea.key else said


def _theme(theme: Theme) -> dict[str, object]:
    return {
        "letter": theme.letter,
        "title": theme.title,
        "ideas": [idea.number for idea in theme.ideas],
        "votes": theme.votes,
        "answer": _answer(theme.answer),
    }


def _answer(given: AnswerSummary | None) -> dict[str, object] | None:
    if given is None:
        return None
    return {"status": given.status, "words": given.words, "departure": given.departure, "at": _at(given.at)}


def _vote(vote: VoteSummary) -> dict[str, object]:
    return {
        "activity": vote.step.id,
        "of": vote.of,
        "method": vote.method,
        "settings": vote.step.settings,
        "ballots_cast": vote.ballots,
        "on_paper": vote.paper,
        "hands": vote.hands,
        "recounted_at": _at(vote.recounted),
        "recounted_because": vote.recounted_because or None,
        "parted": list(vote.parted),
        "position_effect": dataclasses.asdict(vote.position) if vote.position else None,
        "rows": [_row(row) for row in vote.rows],
        "by_theme": [{"letter": one.letter or None, "ideas": one.ideas, **one.measures} for one in vote.by_theme],
        "ballots": [_ballot(one) for one in vote.each],
    }


def _event(event: EventSummary) -> dict[str, object]:
    return {
        "idea": event.number,
        "title": event.title,
        "lang": event.lang or None,
        "group": event.group or None,
        "starts_at": _at(event.starts_at),
        "ends_at": _at(event.ends_at),
        "place": event.place or None,
    }


def _row(row: RowSummary) -> dict[str, object]:
    return {"target": row.target, "label": row.label, "rank": row.rank, "theme": row.theme or None, **row.measures}


def _ballot(one: Ballot) -> dict[str, object]:
    return {
        "id": one.id,
        "source": one.source,
        "weight": one.weight,
        "marks": {str(target): x for target, x in one.marks.items()},
    }


def _at(at: dt.datetime | None) -> str | None:
    return None if at is None else at.isoformat()
