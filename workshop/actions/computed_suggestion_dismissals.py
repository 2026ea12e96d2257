"""The action by which a facilitator dismisses a suggestion. Nothing but the log holds what was dismissed: a dismissal
holds while its row is in force (`projections/suggestion_input.py` reads it there), so undo needs to change nothing
either."""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.clusters import living
from workshop.actions.idea_helpers import of_forum
from workshop.actions.registry import UNDO, Done, action
from workshop.contract import commands
from workshop.domain.errors import Refusal
from workshop.storage.tables import Forum


@action(commands.SuggestionDismiss)
def dismiss(db: Session, command: commands.SuggestionDismiss, actor: Actor, forum: Forum, now: int) -> Done:
    """Suggest this no more. Raises Refusal idea_gone, gone (the theme), malformed when nothing is named."""
    others = [one for one in dict.fromkeys(command.others) if one != command.idea]
    if not others and command.cluster is None:
        raise Refusal("malformed")
    for idea in (command.idea, *others):
        of_forum(db, forum, idea)
    if command.cluster is not None:
        living(db, forum, command.cluster)
    back = commands.SuggestionRestore(key=UNDO, idea=command.idea, others=others, cluster=command.cluster)
    return Done(touched={("forum", forum.id)}, inverse=[back])


@action(commands.SuggestionRestore)
def restore(db: Session, command: commands.SuggestionRestore, actor: Actor, forum: Forum, now: int) -> Done:
    """Allow the suggestion again: the row of its dismissal is marked as undone."""
    back = commands.SuggestionDismiss(key=UNDO, idea=command.idea, others=list(command.others), cluster=command.cluster)
    return Done(touched={("forum", forum.id)}, inverse=[back])
