"""Fixes the numbers of people by language and by answer to background questions when results of an ended forum are
first given out: as a file, or on its public page.

From then on they never change, so that two files cannot be compared. Before that nobody has seen them: an end that is
taken back, or a forum that goes on, leaves the questions open.
"""

from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.contract.forum_states import ENDED
from workshop.domain.errors import Refusal
from workshop.projections import background_questions, group_counts_fixed_for_results, languages_read
from workshop.storage.tables import Forum


@action(commands.ResultsSettle)
def settle(db: Session, command: commands.ResultsSettle, actor: Actor, forum: Forum, now: int) -> Done:
    """Fix the numbers, if they are not. Raises Refusal not_over before the end."""
    if forum.state != ENDED:
        raise Refusal("not_over")
    fix(db, forum)
    return Done()


def fix(db: Session, forum: Forum) -> None:
    """Fix the numbers as they are now, if they are not fixed."""
    if not group_counts_fixed_for_results.are_settled(forum):
        before = forum.background_counts or background_questions.counted(db, forum)
        forum.background_counts = {**before, "languages": languages_read.languages_read(db, forum)}


def fix_if_public(db: Session, forum: Forum) -> None:
    """Fix the numbers of a forum whose results everybody may read from now on."""
    if forum.state == ENDED and forum.published_at is not None:
        fix(db, forum)
