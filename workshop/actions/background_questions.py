"""Actions on background questions: the organiser asks them, a participant answers one or takes the answer back."""

import secrets

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from workshop.access.authentication import Actor
from workshop.actions.registry import Done, action
from workshop.contract import commands
from workshop.domain import background_questions
from workshop.domain.errors import Refusal
from workshop.projections.background_questions import has_answers
from workshop.projections.group_counts_fixed_for_results import are_questions_closed
from workshop.storage.tables import Forum, background_answer


@action(commands.BackgroundEdit)
def edit(db: Session, command: commands.BackgroundEdit, actor: Actor, forum: Forum, now: int) -> Done:
    """Set the questions. Raises Refusal changed, background_settled when they are closed, questions_answered for a
    change of what was answered, and what `background_questions.cleaned` raises."""
    if forum.background_version != command.version:
        raise Refusal("changed")
    questions = background_questions.cleaned(command.questions)
    if are_questions_closed(forum):
        raise Refusal("background_settled")
    if not background_questions.only_adds(forum.background, questions) and has_answers(db, forum.id):
        raise Refusal("questions_answered")
    forum.background, forum.background_version = questions, forum.background_version + 1
    return Done(touched={("forum", forum.id)})


@action(commands.BackgroundAnswer)
def answer(db: Session, command: commands.BackgroundAnswer, actor: Actor, forum: Forum, now: int) -> Done:
    """Store the answer in the place of the one before, or take it back. The log names it by a random id of its own, as
    it does ballots, and has a digest of it whose salt is only in the row: without the row nothing says what it was.
    Raises Refusal rights, gone, and for an answer that is not taken back changed and
    background_settled."""
    if actor.participant is None:
        raise Refusal("rights")
    if command.choice is not None:
        _check(forum, command.question, command.choice, command.version)
    theirs = (
        background_answer.c.participant == actor.participant,
        background_answer.c.question == command.question,
    )
    there = db.scalar(select(background_answer.c.id).where(*theirs))
    name, salt = there or secrets.token_hex(8), secrets.token_hex(16)
    if command.choice is None:
        db.execute(delete(background_answer).where(*theirs))
        return Done(name=name, body={"digest": None})
    if there:
        db.execute(update(background_answer).where(*theirs).values(choice=command.choice, salt=salt))
    else:
        db.execute(
            insert(background_answer).values(
                id=name,
                forum=forum.id,
                participant=actor.participant,
                question=command.question,
                choice=command.choice,
                salt=salt,
            )
        )
    return Done(name=name, body={"digest": background_questions.commitment(salt, command.question, command.choice)})


def _check(forum: Forum, question: int, choice: int, version: int) -> None:
    """Whether this may be answered now, to questions that still mean what the participant read."""
    if are_questions_closed(forum):
        raise Refusal("background_settled")
    if version != forum.background_version:
        raise Refusal("changed")
    if not background_questions.has_place(forum.background, question, choice):
        raise Refusal("gone")
