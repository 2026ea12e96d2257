"""A form of the office that came when its session had ended: carried through signing in, then shown again with all that
was typed.

Nothing is saved by that: the form's own view runs with `g.held`, with which `base.do` refuses, and so shows the form as
after any refusal. Passwords are never carried.
"""

from flask import Response, current_app, g, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException

from workshop.domain.errors import Refusal

OPEN = frozenset({"office.sign_in", "office.do_sign_in", "office.setup", "office.do_setup", "office.sign_out"})
"""Pages for people who are not signed in."""
PATH, PREFIX = "held", "held."
SECRET = frozenset({"csrf", "once", "key", "old", "password", "wifi_password"})
"""Fields that are not carried: passwords, and what belongs to one opening of a form."""
Fields = list[tuple[str, str]]


def of_refused() -> Fields:
    """The refused form as hidden fields of the form for signing in: where it was sent, and what was typed."""
    typed = [(PREFIX + name, text) for name, text in request.form.items(multi=True) if name not in SECRET]
    return [(PATH, request.path), *typed]


def of_sign_in() -> Fields:
    """The same fields as they came with the form for signing in; none when there was no such form."""
    return [(name, text) for name, text in request.form.items(multi=True) if name == PATH or name.startswith(PREFIX)]


def shown(fields: Fields) -> Response | None:
    """The form once more for whoever is signed in now (`g.me`); None where there is no form to show."""
    path = dict(fields).get(PATH, "")
    try:
        endpoint, values = current_app.create_url_adapter(request).match(path, method="POST")  # type: ignore[union-attr]
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
