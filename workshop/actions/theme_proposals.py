"""Actions on themes that participants propose while the hall sorts: propose, and a facilitator's taking and
dismissing."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.activity_lookups import activity_of, step_of
from workshop.actions.clusters import add as add_cluster
from workshop.actions.idea_helpers import is_held
from workshop.actions.made import made_number
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.contract.base import Command
from workshop.domain import activity_states, screening
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.domain.theme_names import name_of, same_theme_key
from workshop.storage.tables import Cluster, Forum, ThemeProposal

MOST_UNREAD = 3
"""The most proposals of one person that no facilitator has decided on."""
MOST_PROPOSALS = 6
"""The most proposals of one person in one activity, of those that did not become themes: who was dismissed does not
start anew."""


@action(commands.ProposalAdd)
def add(db: Session, command: commands.ProposalAdd, actor: Actor, forum: Forum, now: int) -> Done:
    """Propose a theme in a sorting that is open. What a held author proposes is dismissed from the start."""
    activity = activity_of(db, forum, command.activity)
    activity_states.permit(command.verb, step_of(activity), now)
    if actor.participant is None:
        raise Refusal("rights")
    if not KINDS[activity.kind].into:
        raise Refusal("wrong_activity")
    title = name_of(command.title)
    _not_there(db, forum, title)
    _not_too_many(db, activity.id, actor.participant)
    made = ThemeProposal(
        forum=forum.id,
        activity=activity.id,
        participant=actor.participant,
        title=title,
        flags=screening.flags(title),
        state="dismissed" if is_held(db, actor.participant) else "open",
        created_at=now,
    )
    db.add(made)
    db.flush()
    return Done(touched={("proposal", made.id)}, own={actor.participant}, made={"proposal": made.id})


def _not_too_many(db: Session, activity: int, participant: int) -> None:
    """Raises Refusal proposals_unread, or proposals_many when waiting would not help."""
    theirs = select(ThemeProposal.state, ThemeProposal.activity).where(ThemeProposal.participant == participant)
    found = db.execute(theirs).all()
    if sum(one.activity == activity and one.state != "taken" for one in found) >= MOST_PROPOSALS:
        raise Refusal("proposals_many")
    if sum(one.state == "open" for one in found) >= MOST_UNREAD:
        raise Refusal("proposals_unread")


def _not_there(db: Session, forum: Forum, title: str) -> None:
    """Raises Refusal theme_there with the letter of a theme that is called so already."""
    for cluster in db.scalars(select(Cluster).where(Cluster.forum == forum.id, Cluster.removed.is_(False))):
        if same_theme_key(cluster.title) == same_theme_key(title):
            raise Refusal("theme_there", letter=cluster.letter)


@action(commands.ProposalTake)
def take(db: Session, command: commands.ProposalTake, actor: Actor, forum: Forum, now: int) -> Done:
    """Make a theme of it, under the next free letter."""
    proposal = _of_forum(db, forum, command.proposal)
    same = list(_same(db, forum, proposal))
    made = add_cluster(db, commands.ClusterAdd(key=UNDO, title=proposal.title), actor, forum, now)
    made.then(_decide(same, "taken", made_number(made.made, "cluster")))
    return made


@action(commands.ProposalDismiss)
def dismiss(db: Session, command: commands.ProposalDismiss, actor: Actor, forum: Forum, now: int) -> Done:
    """Dismiss it, or with `all` everything that waits from its author; others' with the same words go along."""
    proposal = _of_forum(db, forum, command.proposal)
    asked = [proposal]
    if command.all and proposal.participant is not None:
        asked += _of_author(db, forum, proposal.participant)
    same = {same.id: same for one in asked for same in _same(db, forum, one)}
    return _decide(list(same.values()), "dismissed", None)


def dismiss_of(db: Session, forum: Forum, author: int) -> Done:
    """Dismiss what waits from this participant. Others' proposals with the same words stay."""
    return _decide(_of_author(db, forum, author), "dismissed", None)


@action(commands.ProposalDecided)
def decided(db: Session, command: commands.ProposalDecided, actor: Actor, forum: Forum, now: int) -> Done:
    """Set one proposal to what was decided on it before."""
    return _decide([_of_forum(db, forum, command.proposal)], command.state, command.cluster)


def _decide(proposals: list[ThemeProposal], state: commands.ProposalState, cluster: int | None) -> Done:
    """Decide on them. The inverse has one command for each."""
    result, inverse = Done(), list[Command]()
    for one in proposals:
        inverse.append(commands.ProposalDecided(key=UNDO, proposal=one.id, state=one.state, cluster=one.cluster))
        one.state, one.cluster = state, cluster
        result.touched.add(("proposal", one.id))
        if one.participant is not None:
            result.own.add(one.participant)
    result.inverse = inverse
    return result


def _same(db: Session, forum: Forum, proposal: ThemeProposal) -> Iterator[ThemeProposal]:
    """The proposal and others with its words. Raises Refusal changed when it was decided on already."""
    if proposal.state != "open":
        raise Refusal("changed")
    title = same_theme_key(proposal.title)
    return (one for one in _unread(db, forum) if same_theme_key(one.title) == title)


def _of_author(db: Session, forum: Forum, participant: int) -> list[ThemeProposal]:
    return [one for one in _unread(db, forum) if one.participant == participant]


def _unread(db: Session, forum: Forum) -> list[ThemeProposal]:
    query = select(ThemeProposal).where(ThemeProposal.forum == forum.id, ThemeProposal.state == "open")
    return list(db.scalars(query.order_by(ThemeProposal.id)))


def _of_forum(db: Session, forum: Forum, proposal: int) -> ThemeProposal:
    """A proposal of this forum; raises Refusal gone."""
    found = db.get(ThemeProposal, proposal)
    if found is None or found.forum != forum.id:
        raise Refusal("gone")
    return found
