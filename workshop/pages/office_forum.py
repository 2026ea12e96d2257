"""One forum in the office: making it, its texts and settings, copying, rehearsing, deleting."""

from dataclasses import replace
from typing import Any

import msgspec
from flask import Response, request

from workshop import forum_templates
from workshop.access import codes
from workshop.actions import prepare
from workshop.contract.commands import ActivityDraft, ForumAdd, ForumEdit, ForumRemove, ScreenRenew
from workshop.domain.activities import KINDS
from workshop.domain.errors import Refusal
from workshop.pages import base, office_read
from workshop.pages.office_base import again, field, go, number_field, pages, texts
from workshop.pages.office_read import Whole
from workshop.words import say

EMPTY = "empty"


@pages.get("/office/new")
def new() -> Response:
    """A new forum: from a template or empty."""
    return base.render("office/new.html", **_choices(), series=request.args.get("series", type=int), chosen="", title={}, refusal="")


@pages.post("/office/new")
def add() -> Response:
    """Make it and go to it."""
    series, template, title = number_field("series"), field("template"), texts("title")
    try:
        made = base.do(base.look(prepare.free, _new(template, title, series)))
    except Refusal as refusal:
        return again("office/new.html", refusal, **_choices(), series=series, chosen=template, title=title)
    return go("office.forum", ref=made["ref"])


def _choices() -> dict[str, Any]:
    templates = [(name, forum_templates.load(name)) for name in forum_templates.names()]
    return {"templates": [(name, one["title"], sum(step["minutes"] for step in one["activities"])) for name, one in templates],
            "all_series": base.look(office_read.series)}  # fmt: skip


def _new(template: str, title: dict[str, str], series: int | None) -> ForumAdd:
    named = any(text.strip() for text in title.values())
    if template == EMPTY:
        return prepare.forum(title, {}, [], series)
    if template not in forum_templates.names():
        raise Refusal("malformed")
    command = prepare.from_template(forum_templates.load(template), series)
    return msgspec.structs.replace(command, title=title) if named else command


@pages.get("/office/forum/<ref>")
def forum(ref: str) -> Response:
    """The forum's page: agenda, links, downloads."""
    return base.render("office/forum.html", forum=base.look(office_read.forum, ref), open=None, form=None, refusal="", kinds=KINDS)


@pages.get("/office/forum/<ref>/edit")
def edit(ref: str) -> Response:
    """Title, introduction, languages, Wi-Fi card, series."""
    whole = base.look(office_read.forum, ref)
    return base.render("office/edit.html", forum=whole, saved=whole, all_series=base.look(office_read.series), refusal="")


@pages.post("/office/forum/<ref>/edit")
def save(ref: str) -> Response:
    """Save; whoever was slower sees both versions and decides."""
    saved = base.look(office_read.forum, ref)
    typed = replace(
        saved, title=texts("title"), intro=texts("intro"), languages=request.form.getlist("languages"), series=number_field("series"),
        screen_languages=[one for one in (field("screen-first"), field("screen-second")) if one],
        wifi_network=field("wifi_network"), wifi_password=field("wifi_password"), version=number_field("version") or 0,
    )  # fmt: skip
    try:
        base.do(_as_command(typed), saved.id)
    except Refusal as refusal:
        typed = replace(typed, version=saved.version)
        return again("office/edit.html", refusal, forum=typed, saved=saved, all_series=base.look(office_read.series))
    return go("office.forum", ref=ref)


def _as_command(whole: Whole, key: str = "") -> ForumEdit:
    fields = {
        "key": key or base.new_key(), "title": whole.title, "intro": whole.intro, "languages": whole.languages, "series": whole.series,
        "screen_languages": whole.screen_languages, "wifi_network": whole.wifi_network, "wifi_password": whole.wifi_password,
        "version": whole.version,
    }  # fmt: skip
    try:
        return msgspec.convert(fields, ForumEdit, strict=True)
    except msgspec.ValidationError:
        raise Refusal("settings_bad") from None


@pages.post("/office/forum/<ref>/copy")
def copy(ref: str) -> Response:
    """The same agenda once more, with a code of its own and nobody's ideas."""
    return go("office.forum", ref=_again(base.look(office_read.forum, ref), rehearsal=False))


@pages.post("/office/forum/<ref>/rehearse")
def rehearse(ref: str) -> Response:
    """A copy to practise with, straight to its console."""
    made = _again(base.look(office_read.forum, ref), rehearsal=True)
    return base.to(f"/console/{made}")


@pages.post("/office/forum/<ref>/screen")
def renew_screen(ref: str) -> Response:
    """Another link to the screen; what shows the old one goes dark."""
    base.do(ScreenRenew(key=base.new_key(), secret=codes.long_secret()), base.look(office_read.forum, ref).id)
    return go("office.forum", ref=ref)


def _again(whole: Whole, rehearsal: bool) -> str:
    steps = [
        ActivityDraft(kind=one.kind, minutes=one.minutes, prompt=one.prompt, instruction=one.instruction, settings=one.settings)
        for one in whole.steps
    ]  # fmt: skip
    key = "office.rehearsal_of" if rehearsal else "office.copy_of"
    title = {language: say(language, key, title=text)[:120] for language, text in whole.title.items()}
    series = None if rehearsal else whole.series
    made = base.do(base.look(prepare.free, prepare.forum(title, whole.intro, steps, series, rehearsal)))
    base.do(_as_command(replace(whole, title=title, series=series, version=1)), made["forum"])
    return str(made["ref"])


@pages.get("/office/forum/<ref>/delete")
def delete(ref: str) -> Response:
    """Are you sure: what would go."""
    return base.render("office/delete.html", forum=base.look(office_read.forum, ref), refusal="")


@pages.post("/office/forum/<ref>/delete")
def do_delete(ref: str) -> Response:
    """Gone, with everything in it. A running forum is refused."""
    whole = base.look(office_read.forum, ref)
    try:
        base.do(ForumRemove(key=base.new_key()), whole.id)
    except Refusal as refusal:
        return again("office/delete.html", refusal, forum=whole)
    return go("office.home")
