"""Keeps a form of the office that was sent after its sign-in session had ended: carries its fields through signing in,
then shows the form again with what was typed. If it can no longer be shown (its forum was deleted, the person who
signed in may not change it), the page says why and shows the texts, to be copied.

Nothing is saved by that: the form's own view runs with `g.held` set, with which `base.do` refuses, and so renders the
form as after any refusal. Passwords are never carried.
"""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, g, request, url_for
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException

from workshop.contract import refusals
from workshop.domain.errors import Refusal
from workshop.pages import base
from workshop.pages.refusal_responses import refusal_sentence

OPEN = frozenset({"office.sign_in", "office.do_sign_in", "office.setup", "office.do_setup", "office.sign_out"})
"""Pages for people who are not signed in."""
PATH, PREFIX = "held", "held."
SECRET = frozenset({"csrf", "once", "key", "old", "password", "wifi_password"})
"""Fields that are not carried: passwords, and values that belong to one opening of a form."""
Fields = list[tuple[str, str]]
BUTTONS = {
    "office.renew_screen": "office.forum",
    "office.rehearse": "office.forum",
    "office.move_step": "office.forum",
    "office.remove_step": "office.forum",
    "office.do_delete": "office.delete",
    "office.do_bring_in": "office.bring_in",
    "office.undo_bring_in": "office.bring_in",
    "office.leave_cut": "office.bring_in",
    "office.remove_reason": "office.reasons",
    "office.remove_house_reason": "office.house_reasons",
    "office.remove_series": "office.series",
    "office.remove_person": "office.person",
}
"""Commands that are one button, with the page that has it: there it is said that nothing was done."""
TEXTS = frozenset(
    {
        "title",
        "intro",
        "name",
        "prompt",
        "words",
        "next_steps",
        "slug",
        "place",
        "organiser",
        "called",
        "email",
        "date",
        "time",
        "wifi_network",
    }
)
"""Fields in which people type (`title-fi` is one of `title`); other values are texts if there is a space in them."""
WITH_PASSWORD = frozenset({"office.save", "office.add_person", "office.own_password", "office.reset_password"})
"""Forms that have a field for a password."""


def of_refused() -> Fields:
    """The refused form as hidden fields for the sign-in form: its address, and what was typed."""
    typed = [(PREFIX + name, text) for name, text in request.form.items(multi=True) if name not in SECRET]
    return [(PATH, request.path), *typed]


def of_sign_in() -> Fields:
    """The fields of the refused form, as the sign-in form sent them; empty when it carried none."""
    return [(name, text) for name, text in request.form.items(multi=True) if name == PATH or name.startswith(PREFIX)]


def shown(fields: Fields) -> Response | None:
    """Render the carried form for the person who is signed in now (`g.me`); None when there is none to show."""
    path = dict(fields).get(PATH, "")
    try:
        adapter = current_app.create_url_adapter(request)
        assert adapter is not None  # there is a request
        endpoint, values = adapter.match(path, method="POST")
    except HTTPException:
        return None
    if not endpoint.startswith("office.") or endpoint in OPEN:
        return None
    typed = [(name.removeprefix(PREFIX), text) for name, text in fields if name.startswith(PREFIX)]
    request.form = ImmutableMultiDict((name, text) for name, text in typed if name not in SECRET)
    try:
        return _page(endpoint, values, path)
    except Refusal as refusal:
        return _only_texts(refusal)


def _page(endpoint: str, values: Mapping[str, Any], path: str) -> Response:
    """The page that a command's form or button is on. Raises Refusal."""
    g.held, g.here = endpoint, path
    if endpoint in BUTTONS:
        endpoint = BUTTONS[endpoint]
        values = {
            name: value for name, value in values.items() if current_app.url_map.is_endpoint_expecting(endpoint, name)
        }
        g.here = url_for(endpoint, **values)
    answer: Response = current_app.ensure_sync(current_app.view_functions[endpoint])(**values)
    if answer.status_code != 200:
        raise Refusal("gone")
    return answer


def _only_texts(refusal: Refusal) -> Response:
    """Why the form cannot be shown, and the texts that were typed into it."""
    sentence = base.t("office.gone") if refusal.code == "gone" else refusal_sentence(refusal)
    typed = [text.strip() for name, text in request.form.items(multi=True) if _is_text(name, text)]
    return base.render("office/refusal.html", refusals.status(refusal.code), sentence=sentence, held=True, typed=typed)


def _is_text(name: str, text: str) -> bool:
    return bool(text.strip()) and (name.partition("-")[0] in TEXTS or len(text.split()) > 1)


def sentences() -> list[str]:
    """What is said on that page, as keys of the catalogue; none on any other page."""
    endpoint = g.get("held")
    if not endpoint:
        return []
    if endpoint == "office.do_delete":
        return ["office.held.delete"]
    if endpoint in BUTTONS:
        return ["office.held.button"]
    return ["office.held", "office.held.password"] if endpoint in WITH_PASSWORD else ["office.held"]
