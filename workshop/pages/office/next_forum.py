"""Makes the next forum of a series from one that was held: with a template's agenda or the same one, opening with what
the earlier forum came to, and going on from its themes and leading ideas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
from flask import Response

from workshop import forum_templates
from workshop.actions import build_forum_add
from workshop.actions.next_forum import COLLECTING, RECALL, Carried, make, steps_of
from workshop.contract.base import SentTexts
from workshop.contract.commands import ActivityDraft, ForumAdd
from workshop.domain.activities import KINDS
from workshop.domain.activities.ideas import votable
from workshop.domain.errors import Refusal
from workshop.i18n.catalogues import say
from workshop.i18n.languages import WRITTEN
from workshop.pages import base
from workshop.pages.office import copy_forum, date_fields, view_models
from workshop.pages.office.base import again, field, form_key, go, pages, texts
from workshop.pages.office.forum import when_typed
from workshop.pages.office.view_models import EditedForum
from workshop.pages.office.what_it_came_to import what_it_came_to
from workshop.reports.theme_names import theme_name
from workshop.runtime.whole_numbers import whole

SAME = "same"
MINUTES = 5
CARRIED = ("themes", "ideas", "go-on")
"""The boxes of the form that are ticked at first: themes and leading ideas to show, and whether the new forum goes on
from the shown themes."""
CARRY = "carry"
"""The box that makes the leading ideas ideas of the new forum, which people may vote on. Not ticked at first: a
new forum votes on what is written in it, unless the organiser wants earlier ideas beside it."""
TO = "to-"
"""With the name of an agenda: the field that says to which of its steps they go (`WritingStep.nth`)."""


@dataclass(frozen=True)
class WritingStep:
    """A step of an agenda where ideas are written. `nth`: which of these it is, from 0; `position`: its place in the
    agenda, from 1."""

    nth: int
    position: int
    prompt: SentTexts
    votable: bool


@pages.get("/office/forum/<ref>/next")
def next_forum(ref: str) -> Response:
    """The form, filled in so that one press is enough."""
    forum = base.look(view_models.finished, ref)
    typed = replace(forum, title={}, starts_at=None)
    facts = _facts(forum, typed, _usual(forum), ("", ""), CARRIED, {})
    return base.render("office/next.html", **facts, refusal="")


@pages.post("/office/forum/<ref>/next")
def make_next(ref: str) -> Response:
    """Create the forum and its opening. A form that is sent again after a failure finishes what is missing."""
    forum = base.look(view_models.finished, ref)
    typed = replace(forum, title=texts("title"), place=field("place"), organiser=field("organiser"))
    carried, agenda = [name for name in (*CARRIED, CARRY) if field(name)], field("agenda")
    chosen = {name: field(TO + name) for name in (SAME, *forum_templates.names())}
    try:
        typed = replace(typed, starts_at=date_fields.moment(*when_typed(), base.services().settings.tz))
        command = _command(typed, agenda)
        nth = _step_for_ideas(command.activities, chosen[agenda]) if CARRY in carried else None
        made = make(
            base.do,
            base.look(build_forum_add.free, command),
            Carried("themes" in carried, "ideas" in carried, "go-on" in carried, nth),
            lambda forum: base.look(steps_of, forum),
            lambda: what_it_came_to(forum.id).earlier,
        )
    except Refusal as refusal:
        return again("office/next.html", refusal, **_facts(forum, typed, agenda, when_typed(), carried, chosen))
    return go("office.forum", ref=made["ref"])


def _facts(
    forum: EditedForum,
    typed: EditedForum,
    agenda: str,
    when: tuple[str, str],
    carried: list[str] | tuple[str, ...],
    chosen: dict[str, str],
) -> dict[str, object]:
    """`chosen`: the fields that say to which step of an agenda the ideas go, by agenda."""
    came_to = what_it_came_to(forum.id)
    templates = [(name, forum_templates.load(name)) for name in forum_templates.names()]
    agendas = {SAME: copy_forum.like(forum, rehearsal=False)}
    agendas |= {name: build_forum_add.from_template(one) for name, one in templates}
    writing = {name: _writing(_opened(one.activities)) for name, one in agendas.items()}
    return {
        "forum": forum,
        "typed": typed,
        "when": when,
        "agenda": agenda,
        "carried": carried,
        "came_to": came_to.earlier,
        "theme_names": [theme_name(one.title, base.language()) for one in came_to.earlier.themes],
        "asked": came_to.asked,
        "templates": [(name, one["title"], one["about"]) for name, one in templates],
        "writing": writing,
        "to": {name: chosen.get(name) or str(_usual_step(steps)) for name, steps in writing.items()},
    }


def _usual(forum: EditedForum) -> str:
    """The agenda that is chosen at first: the template with the number of the next forum of this series, else the same
    agenda again."""
    held = base.look(view_models.held_in_series, forum.series) if forum.series is not None else 1
    name = f"forum-{held + 1}"
    return name if name in forum_templates.names() else SAME


def _command(typed: EditedForum, agenda: str) -> ForumAdd:
    """The new forum, with a step that can recall. Raises Refusal malformed for an unknown agenda."""
    if agenda == SAME:
        command = copy_forum.like(typed, rehearsal=False)
    elif agenda in forum_templates.names():
        command = _from_template(typed, agenda)
    else:
        raise Refusal("malformed")
    return msgspec.structs.replace(command, key=form_key(), activities=_opened(command.activities))


def _writing(steps: Sequence[ActivityDraft]) -> list[WritingStep]:
    """The steps where ideas are written, in the order of the agenda."""
    there = [(at, step) for at, step in enumerate(steps, 1) if step.kind in COLLECTING]
    return [
        WritingStep(nth, at, step.prompt, votable(KINDS[step.kind].complete(step.settings)))
        for nth, (at, step) in enumerate(there)
    ]


def _usual_step(steps: Sequence[WritingStep]) -> int:
    """The first whose ideas are voted on, else the first."""
    return next((step.nth for step in steps if step.votable), 0)


def _step_for_ideas(steps: Sequence[ActivityDraft], chosen: str) -> int:
    """Which of the steps where ideas are written the leading ideas go to: the chosen one, "" for the usual. Raises
    Refusal carry_nowhere where there is none, malformed for one that is not there."""
    writing = _writing(steps)
    if not writing:
        raise Refusal("carry_nowhere")
    nth = whole(chosen, digits=3) if chosen else _usual_step(writing)
    if nth is None or nth >= len(writing):
        raise Refusal("malformed")
    return nth


def _from_template(typed: EditedForum, name: str) -> ForumAdd:
    command = build_forum_add.from_template(forum_templates.load(name), typed.series)
    named = typed.title if any(words.strip() for words in typed.title.values()) else command.title
    return msgspec.structs.replace(
        copy_forum.like(typed, rehearsal=False),
        title=named,
        intro=command.intro,
        activities=command.activities,
        self_paced=command.self_paced,
    )


def _opened(steps: list[ActivityDraft]) -> list[ActivityDraft]:
    """An agenda with a step that recalls, after the first one where it has none yet."""
    if any(KINDS[step.kind].recalls for step in steps):
        return steps
    return [*steps[:1], _opening(), *steps[1:]]


def _opening() -> ActivityDraft:
    return ActivityDraft(
        kind=RECALL,
        minutes=MINUTES,
        prompt={language: say(language, f"prompt.{RECALL}") for language in WRITTEN},
        instruction={language: say(language, f"instruction.{RECALL}") for language in WRITTEN},
    )
