"""Keeps a form of the office that was sent after its session had ended: carries its fields through signing in, then
shows the form again with what was typed.

Nothing is saved by that: the form's own view runs with `g.held` set, with which `base.do` refuses, and so renders the
form as after any refusal. Passwords are never carried.
"""

from typing import Any

from flask import Response, current_app, g, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException

from workshop.domain.errors import Refusal

OPEN = frozenset({"office.sign_in", "office.do_sign_in", "office.setup", "office.do_setup", "office.sign_out"})
"""Pages for people who are not signed in."""
PATH, PREFIX = "held", "held."
SECRET = frozenset({"csrf", "once", "key", "old", "password", "wifi_password"})
"""Fields that are not carried: passwords, and values that belong to one opening of a form."""
Fields = list[tuple[str, str]]


def of_refused() -> Fields:
    """The refused form as hidden fields for the sign-in form: its address, and what was typed."""
    typed = [(PREFIX + name, text) for name, text in request.form.items(multi=True) if name not in SECRET]
    return [(PATH, request.path), *typed]


def of_sign_in() -> Fields:
    """The same fields as the sign-in form sent them; empty when it carried none."""
    return [(name, text) for name, text in request.form.items(multi=True) if name == PATH or name.startswith(PREFIX)]


def shown(fields: Fields) -> Response | None:
    """Render the carried form for the person who is signed in now (`g.me`); None when there is none to show."""
    path = dict(fields).get(PATH, "")
    try:
        adapter: Any = current_app.create_url_adapter(request)
        endpoint, values = adapter.match(path, method="POST")
    except HTTPException:
        return None
    if not str(endpoint).startswith("office.") or endpoint in OPEN:
        return None
    typed = [(name.removeprefix(PREFIX), text) for name, text in fields if name.startswith(PREFIX)]
    request.form = ImmutableMultiDict((name, text) for name, text in typed if name not in SECRET)
    g.held, g.here = True, path
    try:
        answer: Response = current_app.ensure_sync(current_app.view_functions[endpoint])(**values)
    except Refusal:
        return None
    return answer if answer.status_code == 200 else None
