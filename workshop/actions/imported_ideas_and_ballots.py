"""Actions that bring in what comes from other programs and earlier forums: ideas, and the ballots of a vote that was
held there."""

import json
import secrets
from collections.abc import Mapping, Sequence
from itertools import count

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions import clusters, idea_numbers, marks_on_targets
from workshop.actions.activity_lookups import activity_of, has_ballots, kept_back, step_of
from workshop.actions.ballots import mark_row
from workshop.actions.hiding_reasons import check_reason
from workshop.actions.idea_helpers import language_of, steps
from workshop.actions.ideas import looked_at_first
from workshop.actions.made import made_number
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.contract.commands import ImportedIdea
from workshop.contract.idea_states import WAITING
from workshop.domain import activity_states, ideas, screening, text
from workshop.domain.errors import Refusal
from workshop.domain.imported_ideas import SOURCE, UNDONE
from workshop.domain.methods.base import Mark
from workshop.domain.theme_names import name_of, same_theme_key
from workshop.projections import vote_targets
from workshop.storage.tables import Activity, Cluster, Forum, Idea, ballot, log, mark

EARLIER = "earlier"
MOST_NAMED = 2_000
"""Ballots that one statement names: a database takes some ten thousand values."""


@action(commands.IdeasImport)
def bring_in(db: Session, command: commands.IdeasImport, actor: Actor, forum: Forum, now: int) -> Done:
    """Post ideas that come from elsewhere, with the next numbers, and put them into their themes. What should not be on
    a wall unread waits for review, as it does from phones. Undo hides them, and removes the themes that were made.
    Raises Refusal idea_gone for one that goes on from no shown idea of another forum."""
    activity = activity_of(db, forum, command.activity)
    activity_states.permit(command.verb, step_of(activity), now)
    for reason in {one.hidden for one in command.ideas if one.hidden}:
        check_reason(db, forum, reason)
    there = _numbers_there(db, forum, {one.came_from for one in command.ideas if one.came_from is not None})
    numbers = count(idea_numbers.take(db, forum, len(command.ideas)))
    made = [
        _idea(db, forum, activity, number, one, there, command.key, now)
        for number, one in zip(numbers, command.ideas, strict=False)
    ]
    result = Done({("activity", activity.id)})
    result.then(_place(db, command.ideas, made, actor, forum, now))
    db.add_all(made)
    db.flush()
    result.touched |= {("idea", idea.id) for idea in made}
    hide: list[Command] = [
        commands.IdeaHide(key=UNDO, idea=one.id, reason=UNDONE) for one in made if one.reason is None
    ]
    result.then(Done(inverse=hide))
    waiting = sum(one.state == WAITING for one in made)
    result.made = {"ideas": len(made), "to_review": waiting, "deed": forum.log_n + 1}
    result.body = {"activity": activity.id, "ideas": len(made)}  # the rows that are left say the rest
    if command.file:
        result.body |= {"file": command.file, "rest": command.rest}
    return result


def _numbers_there(db: Session, forum: Forum, earlier: set[int]) -> dict[int, int]:
    """The numbers of these ideas of other forums, each of which everyone there saw."""
    if not earlier:
        return {}
    seen = Idea.id.in_(earlier), Idea.forum != forum.id, Idea.state.in_(ideas.SEEN_BY_EVERYONE)
    found = {row.id: row.number for row in db.execute(select(Idea.id, Idea.number).where(*seen))}
    if found.keys() != earlier:
        raise Refusal("idea_gone")
    return found


def _idea(
    db: Session,
    forum: Forum,
    activity: Activity,
    number: int,
    one: ImportedIdea,
    there: Mapping[int, int],
    key: str,
    now: int,
) -> Idea:
    words = text.clean(one.text)
    flags = screening.flags(words)
    waits = not one.read and looked_at_first(forum, flags, author_held=False)
    return Idea(
        forum=forum.id,
        activity=activity.id,
        number=number,
        text=words,
        key=key,
        source=SOURCE if one.came_from is None else EARLIER,
        came_from=one.came_from,
        came_from_number=None if one.came_from is None else there[one.came_from],
        table=one.table,
        state=ideas.imported(waits, kept_back(activity), hidden=one.hidden is not None),
        reason=one.hidden,
        flags=flags,
        created_at=now,
        lang=one.lang or language_of(db, words, None),
        lang_set=bool(one.lang),
    )


def _place(
    db: Session, given: Sequence[ImportedIdea], made: Sequence[Idea], actor: Actor, forum: Forum, now: int
) -> Done:
    """Put the ideas, which are not stored yet, into their themes. The inverse takes away the themes that were made for
    them."""
    result = Done()
    into: dict[str, list[Idea]] = {}
    for one, idea in zip(given, made, strict=True):
        if one.theme.strip() and idea.state in ideas.COUNTED:
            into.setdefault(name_of(one.theme), []).append(idea)
    there = select(Cluster).where(Cluster.forum == forum.id, Cluster.removed.is_(False))
    known = {same_theme_key(cluster.title): cluster.id for cluster in db.scalars(there)} if into else {}
    for title, its in into.items():
        key = same_theme_key(title)
        if key not in known:
            new = clusters.add(db, commands.ClusterAdd(key=UNDO, title=title, ideas=[]), actor, forum, now)
            result.then(new)
            known[key] = made_number(new.made, "cluster")
        for idea in its:
            idea.cluster = known[key]
    return result


@action(commands.BallotsImport)
def bring_in_ballots(db: Session, command: commands.BallotsImport, actor: Actor, forum: Forum, now: int) -> Done:
    """Store the ballots of a vote that was held elsewhere, each under a random id. They are nobody's here. Raises
    Refusal as `Kind.check`, ballot_bad for a mark on what is no target, import_voted where somebody has voted whose
    ballot did not come with this file."""
    activity = activity_of(db, forum, command.activity)
    step = step_of(activity)
    activity_states.permit(command.verb, step, now)
    if step.kind.into or step.kind.deals(step.settings):  # there a ballot is about what its phone was dealt
        raise Refusal("wrong_activity")
    if activity.revealed or (has_ballots(db, activity.id) and not _goes_on(db, forum, command)):
        raise Refusal("import_voted")
    known = marks_on_targets.by_text(vote_targets.of(db, activity))
    cast: dict[str, Mapping[int, Mark]] = {}
    for given in command.ballots:
        marks = marks_on_targets.by_id(given, known)
        cast[secrets.token_hex(8)] = step.kind.check(marks, step.settings)
    _write(db, activity.id, cast)
    body = {name: {str(target): given for target, given in marks.items()} for name, marks in cast.items()}
    return Done(
        {("activity", activity.id), *steps(db, forum)},
        made={"ballots": len(cast), "marks": sum(map(len, cast.values()))},
        body={"activity": activity.id, "ballots": body, **({"file": command.file} if command.file else {})},
    )


@action(commands.BallotsTakeBack)
def take_back_ballots(db: Session, command: commands.BallotsTakeBack, actor: Actor, forum: Forum, now: int) -> Done:
    """Delete the ballots that a row of the log brought in; none where they are gone already. Raises Refusal
    result_shown, and gone for a row that brought none into this vote."""
    activity = activity_of(db, forum, command.activity)
    if activity.revealed:
        raise Refusal("result_shown")
    its = log.c.forum == forum.id, log.c.n == command.row, log.c.command == commands.BallotsImport.verb
    body = db.scalar(select(log.c.body).where(*its))
    told = json.loads(body) if body else {}
    if told.get("activity") != activity.id:
        raise Refusal("gone")
    names, gone = list(told["ballots"]), 0
    for at in range(0, len(names), MOST_NAMED):
        some = names[at : at + MOST_NAMED]
        db.execute(delete(mark).where(mark.c.ballot.in_(some)))
        gone += db.connection().execute(delete(ballot).where(ballot.c.id.in_(some))).rowcount
    return Done({("activity", activity.id), *steps(db, forum)}, made={"ballots": gone})


def _goes_on(db: Session, forum: Forum, command: commands.BallotsImport) -> bool:
    """Whether all ballots that are there came with the same file."""
    if not command.file:
        return False
    others = ballot.c.activity == command.activity, ballot.c.source != SOURCE
    its = log.c.forum == forum.id, log.c.command == command.verb
    newest = db.scalar(select(log.c.body).where(*its).order_by(log.c.n.desc()).limit(1))
    told = json.loads(newest) if newest else {}
    came = (told.get("activity"), told.get("file")) == (command.activity, command.file)
    return came and db.scalar(select(ballot.c.id).where(*others).limit(1)) is None


def _write(db: Session, activity: int, cast: Mapping[str, Mapping[int, Mark]]) -> None:
    common = {"activity": activity, "source": SOURCE, "n": 0, "weight": 1}
    db.execute(insert(ballot), [{"id": name, "cast": int(bool(marks)), **common} for name, marks in cast.items()])
    rows = [mark_row(name, target, given) for name, marks in cast.items() for target, given in marks.items()]
    if rows:
        db.execute(insert(mark), rows)
