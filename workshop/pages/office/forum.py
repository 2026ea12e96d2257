"""One forum in the office: creating it, its texts and settings, deleting it."""

from dataclasses import replace

import msgspec
from flask import Response, request

from workshop import forum_templates
from workshop.access import base_url_and_allowed_hosts, random_codes_and_keys
from workshop.actions import build_forum_add
from workshop.contract.commands import ForumAdd, ForumEdit, ForumRemove, ScreenRenew
from workshop.domain.activities import KINDS
from workshop.domain.early_entry import EarlyEntry
from workshop.domain.errors import Refusal
from workshop.i18n import catalogues
from workshop.pages import base
from workshop.pages.office import date_fields, view_models
from workshop.pages.office.agenda import offered
from workshop.pages.office.base import again, field, form_key, go, number_field, pages, texts, version_after
from workshop.pages.office.view_models import EditedForum
from workshop.reports import forum_dates_calendar
from workshop.reports.forum_dates_calendar import DatedForum
from workshop.runtime.epoch_ms import MINUTE, clock

EMPTY = "empty"


@pages.get("/office/new")
def new() -> Response:
    """The form for a new forum: from a template or empty."""
    series = request.args.get("series", type=int)
    nothing: dict[str, object] = {"chosen": "", "title": {}, "when": ("", ""), "place": "", "organiser": ""}
    return base.render("office/new.html", **_choices(), **nothing, series=series, refusal="")


@pages.post("/office/new")
def add() -> Response:
    """Create the forum and go to its page."""
    series, template, title = number_field("series"), field("template"), texts("title")
    place, organiser = field("place"), field("organiser")
    try:
        starts_at = date_fields.moment(*when_typed(), base.services().settings.tz)
        command = msgspec.structs.replace(
            _new(template, title, series), key=form_key(), starts_at=starts_at, place=place, organiser=organiser
        )
        made = base.do(base.look(build_forum_add.free, command))
    except Refusal as refusal:
        typed = {
            "series": series,
            "chosen": template,
            "title": title,
            "when": when_typed(),
            "place": place,
            "organiser": organiser,
        }
        return again("office/new.html", refusal, **_choices(), **typed)
    return go("office.forum", ref=made["ref"])


def when_typed() -> tuple[str, str]:
    """The fields of day and hour, as they were typed."""
    return field("date"), field("time")


def _choices() -> dict[str, object]:
    templates = [(name, forum_templates.load(name)) for name in forum_templates.names()]
    offered = [
        (
            name,
            one["title"],
            one["about"],
            sum(step["minutes"] for step in one["activities"]),
            any(KINDS[step["kind"]].recalls for step in one["activities"]),
        )
        for name, one in templates
    ]
    return {"templates": offered, "all_series": base.look(view_models.series)}


def _new(template: str, title: dict[str, str], series: int | None) -> ForumAdd:
    named = any(text.strip() for text in title.values())
    if template == EMPTY:
        return build_forum_add.forum(title, {}, [], series)
    if template not in forum_templates.names():
        raise Refusal("malformed")
    command = build_forum_add.from_template(forum_templates.load(template), series)
    return msgspec.structs.replace(command, title=title) if named else command


@pages.get("/office/forum/<ref>")
def forum(ref: str) -> Response:
    """The forum's page: agenda, links, downloads. `?at=3` offers a new activity there; `?moved=up` names the arrow to
    focus."""
    at, moved = request.args.get("at", type=int), request.args.get("moved", "")
    facts: dict[str, object] = {
        "open": None,
        "form": None,
        "refusal": "",
        "kinds": KINDS,
        "offered": offered(),
        "at": at,
        "moved": moved,
    }
    return base.render("office/forum.html", forum=base.look(view_models.forum, ref), **facts)


@pages.get("/office/forum/<ref>/calendar")
def calendar(ref: str) -> Response:
    """The date of the forum and the times of its open calls, as a file for calendars. Raises Refusal page while it has
    none."""
    forum, lang = base.look(view_models.forum, ref), base.language()
    dated = _dated(forum, lang)
    if not dated:
        raise Refusal("page")
    settings = base.services().settings
    made = forum_dates_calendar.write(dated, clock(), settings.tz, lang, settings)
    return base.attachment(made, "text/calendar; charset=utf-8", f"forum-{forum.code}.ics")


def _dated(forum: EditedForum, lang: str) -> list[DatedForum]:
    """The forum on its date, and each step that opens and ends at a time of its own, from its opening to its end."""
    event = DatedForum(
        ref=forum.ref,
        code=forum.code,
        title=base.pick(forum.title, lang),
        intro=base.pick(forum.intro, lang),
        starts_at=forum.starts_at or 0,
        minutes=forum.minutes,
        place=forum.place,
        join=base_url_and_allowed_hosts.join_address(base.services().settings.url, forum.code),
        early=forum.early,
        by_ticket=forum.by_ticket,
    )
    steps = [
        replace(
            event,
            ref=f"{forum.ref}-{step.id}",
            title=f"{event.title}: {catalogues.step_name(lang, step.name, step.kind, step.prompt)[0]}",
            starts_at=opens_at,
            minutes=(due_at - opens_at) // MINUTE,
            early=EarlyEntry(),
        )
        for step, opens_at, due_at in forum.timed
    ]
    return [*([event] if forum.starts_at is not None else []), *steps]


@pages.get("/office/forum/<ref>/edit")
def edit(ref: str) -> Response:
    """The form: title, introduction, time and place, languages, review, Wi-Fi card, series."""
    forum = base.look(view_models.forum, ref)
    when = date_fields.fields(forum.starts_at, base.services().settings.tz, base.language())
    return base.render(
        "office/edit.html",
        forum=forum,
        saved=forum,
        now=None,
        review_was=forum.review,
        when=when,
        all_series=base.look(view_models.series),
        refusal="",
    )


@pages.post("/office/forum/<ref>/edit")
def save(ref: str) -> Response:
    """Save. When another person saved first, the form shows both versions."""
    saved = base.look(view_models.forum, ref)
    typed = _typed(saved)
    try:
        typed = replace(typed, starts_at=date_fields.moment(*when_typed(), base.services().settings.tz))
        if _reviewed() and saved.review not in (field("review-was"), typed.review):
            raise Refusal("changed")
        base.do(as_edit(typed, _reviewed()), saved.id)
    except Refusal as refusal:
        return _again(refusal, typed, saved)
    return go("office.forum", ref=ref)


def _typed(saved: EditedForum) -> EditedForum:
    """The forum as the form has it, but for the moment it starts at, which may be none."""
    return replace(
        saved,
        title=texts("title"),
        intro=texts("intro"),
        languages=request.form.getlist("languages"),
        series=number_field("series"),
        screen_languages=[one for one in (field("screen-first"), field("screen-second")) if one],
        wifi_network=field("wifi_network"),
        wifi_password=request.form.get("wifi_password", saved.wifi_password),
        version=number_field("version") or 0,
        place=field("place"),
        organiser=field("organiser"),
        review=field("review") if _reviewed() else saved.review,
        self_paced=field("pace") == "self" if "pace" in request.form else saved.self_paced,
    )


def _reviewed() -> bool:
    """Whether this form changes how ideas are reviewed."""
    return field("review") != field("review-was")


def _again(refusal: Refusal, typed: EditedForum, saved: EditedForum) -> Response:
    """The form as it was typed; with the saved value beside each field that differs when a colleague was quicker."""
    changed = refusal.code == "changed"
    return again(
        "office/edit.html",
        refusal,
        forum=replace(typed, version=version_after(refusal, saved.version)),
        saved=saved,
        now=saved if changed else None,
        review_was=field("review-was") if _reviewed() and not changed else saved.review,
        when=when_typed(),
        all_series=base.look(view_models.series),
    )


def as_edit(forum: EditedForum, reviewed: bool = False) -> ForumEdit:
    """The command that saves the form. The mode of review is included only when it was changed in this form
    (`reviewed`), because the console may have changed it meanwhile. Raises Refusal settings_bad for an unknown
    language."""
    fields = {
        "key": base.new_key(),
        "title": forum.title,
        "intro": forum.intro,
        "languages": forum.languages,
        "series": forum.series,
        "screen_languages": forum.screen_languages,
        "wifi_network": forum.wifi_network,
        "wifi_password": forum.wifi_password,
        "version": forum.version,
        "starts_at": forum.starts_at,
        "place": forum.place,
        "organiser": forum.organiser,
        "moderation": forum.review if reviewed and forum.review else None,
        "self_paced": forum.self_paced,
    }
    try:
        return msgspec.convert(fields, ForumEdit, strict=True)
    except msgspec.ValidationError:
        raise Refusal("settings_bad") from None


@pages.post("/office/forum/<ref>/screen")
def renew_screen(ref: str) -> Response:
    """Replace the secret of the screen's link; screens with the old one go dark."""
    base.do(
        ScreenRenew(key=base.new_key(), secret=random_codes_and_keys.long_secret()),
        base.look(view_models.forum, ref).id,
    )
    return go("office.forum", ref=ref)


@pages.get("/office/forum/<ref>/delete")
def delete(ref: str) -> Response:
    """The confirmation page: what would be deleted."""
    forum = base.look(view_models.forum, ref)
    return base.render(
        "office/delete.html", forum=forum, shown_in=base.look(view_models.shown_in, forum.id), refusal=""
    )


@pages.post("/office/forum/<ref>/delete")
def do_delete(ref: str) -> Response:
    """Delete the forum with everything in it. Refused while it runs."""
    forum = base.look(view_models.forum, ref)
    try:
        base.do(ForumRemove(key=base.new_key()), forum.id)
    except Refusal as refusal:
        return again("office/delete.html", refusal, forum=forum, shown_in=base.look(view_models.shown_in, forum.id))
    return go("office.home", done="deleted")
