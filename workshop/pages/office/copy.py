"""A forum once more: as a copy under a name of its own, or as a rehearsal to practise with. Both begin with nobody's
ideas."""

from dataclasses import replace

import msgspec
from flask import Response

from workshop.actions import forum_factory
from workshop.contract.commands import ActivityDraft
from workshop.domain import wifi
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.office import dates, view
from workshop.pages.office.base import again, field, form_key, go, pages, texts
from workshop.pages.office.forum import when_typed
from workshop.pages.office.view import Whole


@pages.get("/office/forum/<ref>/copy")
def copy(ref: str) -> Response:
    """What the copy is called, and when and where it is held."""
    whole = base.look(view.forum, ref)
    return base.render(
        "office/copy.html", forum=whole, typed=replace(whole, title={}, starts_at=None), when=("", ""), refusal=""
    )


@pages.post("/office/forum/<ref>/copy")
def make_copy(ref: str) -> Response:
    """Make it: this agenda once more, with a code of its own and nobody's ideas."""
    whole = base.look(view.forum, ref)
    typed = replace(whole, title=texts("title"), place=field("place"), organiser=field("organiser"))
    try:
        typed = replace(typed, starts_at=dates.moment(*when_typed(), base.house().settings.tz))
        made = _again(typed, rehearsal=False)
    except Refusal as refusal:
        return again("office/copy.html", refusal, forum=whole, typed=typed, when=when_typed())
    return go("office.forum", ref=made)


@pages.post("/office/forum/<ref>/rehearse")
def rehearse(ref: str) -> Response:
    """A copy to practise with, straight to its console. It is marked as a rehearsal wherever it is shown; its name
    stays."""
    made = _again(replace(base.look(view.forum, ref), series=None, starts_at=None), rehearsal=True)
    return base.to(f"/console/{made}")


def _again(whole: Whole, rehearsal: bool) -> str:
    """A new forum like this one, by one command: made whole, or refused and not made at all. Its ref; raises Refusal.

    How ideas are reviewed goes along, and so does that somebody chose it: the same people hold the same evening again,
    and a question that they have answered is not put to them twice. Where nobody had chosen, the new forum's console
    asks as ever.
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
        for one in whole.steps
    ]
    # A password from before they were looked at would be refused now, and the card is worth nothing with it.
    password = whole.wifi_password if wifi.may_be_password(whole.wifi_password) else ""
    command = msgspec.structs.replace(
        forum_factory.forum(whole.title, whole.intro, steps, whole.series, rehearsal),
        key=form_key(),
        starts_at=whole.starts_at,
        place=whole.place,
        organiser=whole.organiser,
        languages=whole.languages,
        screen_languages=whole.screen_languages,
        wifi_network=whole.wifi_network,
        wifi_password=password,
        moderation=whole.review or None,
    )
    return str(base.do(base.look(forum_factory.free, command))["ref"])
