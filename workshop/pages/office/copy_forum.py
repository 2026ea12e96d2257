"""Copies a forum's agenda into a new forum: as a forum with its own name, or as a rehearsal. Ideas are not copied; what
the forum shows of an earlier one is."""

from dataclasses import replace

import msgspec
from flask import Response

from workshop.actions import build_forum_add
from workshop.actions.made import made_number
from workshop.contract.commands import ActivityDraft, ActivityRecall, ForumAdd
from workshop.contract.shared_types import Earlier
from workshop.domain import wifi_password
from workshop.domain.background_questions import as_sent
from workshop.domain.derived_keys import derived_key
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import date_fields, view_models
from workshop.pages.office.base import again, field, form_key, go, pages, texts
from workshop.pages.office.forum import when_typed
from workshop.pages.office.view_models import EditedForum


@pages.get("/office/forum/<ref>/copy")
def copy(ref: str) -> Response:
    """The form: name, time and place of the copy."""
    forum = base.look(view_models.finished, ref)
    return base.render(
        "office/copy.html", forum=forum, typed=replace(forum, title={}, starts_at=None), when=("", ""), refusal=""
    )


@pages.post("/office/forum/<ref>/copy")
def make_copy(ref: str) -> Response:
    """Create the copy: this agenda in a new forum with a new code and no ideas."""
    forum = base.look(view_models.finished, ref)
    typed = replace(forum, title=texts("title"), place=field("place"), organiser=field("organiser"))
    try:
        typed = replace(typed, starts_at=date_fields.moment(*when_typed(), base.services().settings.tz))
        made = _again(typed, rehearsal=False)
    except Refusal as refusal:
        return again("office/copy.html", refusal, forum=forum, typed=typed, when=when_typed())
    return go("office.forum", ref=made)


@pages.post("/office/forum/<ref>/rehearse")
def rehearse(ref: str) -> Response:
    """Create a rehearsal and go to its console. It is marked as a rehearsal everywhere it is shown; its name stays."""
    made = _again(replace(base.look(view_models.finished, ref), series=None, starts_at=None), rehearsal=True)
    return base.to(f"/console/{made}")


def _again(forum: EditedForum, rehearsal: bool) -> str:
    """Create a forum like this one, and bring what it shows of an earlier forum. Returns its ref; raises Refusal."""
    made = base.do(base.look(build_forum_add.free, like(forum, rehearsal)))
    new_forum = made_number(made, "forum")
    steps = base.look(view_models.forum, str(made["ref"])).steps
    for new, old in zip(steps, forum.steps, strict=True):
        if old.earlier:
            key = derived_key(f"{form_key()} {old.id}")
            earlier = msgspec.convert(old.earlier, Earlier)
            base.do(ActivityRecall(key=key, activity=new.id, earlier=earlier, themes=forum.goes_on), new_forum)
    return str(made["ref"])


def like(forum: EditedForum, rehearsal: bool) -> ForumAdd:
    """The command for a forum like this one: one command, so that it is complete or not created at all.

    How ideas are reviewed is copied, and also whether that was chosen: the same people hold the same evening again and
    need not answer twice. Where it was not chosen, the new forum's console asks.
    """
    steps = [
        ActivityDraft(
            kind=one.kind,
            minutes=one.minutes,
            prompt=one.prompt,
            instruction=one.instruction,
            settings=one.settings,
            name=one.name,
        )
        for one in forum.steps
    ]
    # A password stored before passwords were checked would be refused now, and the Wi-Fi card would not work with it.
    password = forum.wifi_password if wifi_password.may_be_password(forum.wifi_password) else ""
    return msgspec.structs.replace(
        build_forum_add.forum(forum.title, forum.intro, steps, forum.series, rehearsal, forum.self_paced),
        key=form_key(),
        starts_at=forum.starts_at,
        place=forum.place,
        organiser=forum.organiser,
        languages=forum.languages,
        screen_languages=forum.screen_languages,
        wifi_network=forum.wifi_network,
        wifi_password=password,
        moderation=forum.review or None,
        reasons=[*forum.reasons.values()],
        background=as_sent(forum.background),
    )
