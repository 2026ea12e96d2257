"""What browsers send: the form token (CSRF), the check of every POST, and the JSON that a script sent."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, g, request
from markupsafe import Markup

from workshop.access.form_tokens import form_token, is_form_token
from workshop.domain.errors import Refusal
from workshop.pages.base import desk, device, give_device, services
from workshop.pages.body_limits import LARGEST_FORM, limit_of
from workshop.runtime import strict_json

V = TypeVar("V", bound=Callable[..., object])
_ASKS_FOR_NO_TOKEN: set[Callable[..., object]] = set()


def without_form_token(view: V) -> V:
    """Marks a view that takes a POST without a form token, because it authenticates the sender itself."""
    _ASKS_FOR_NO_TOKEN.add(view)
    return view


def csrf() -> str:
    """The form token of this browser (CSRF), one for all forms of a page. Bound to the desk cookie where there is one,
    else to the phone's; a slot in a cached page."""
    if "open" in g:
        return str(g.open.place("csrf"))
    if "csrf" not in g:
        g.csrf = form_token(services().secret, desk() or give_device())
    return str(g.csrf)


def csrf_field() -> Markup:
    """The hidden field of a form."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(csrf())


def guard_form() -> None:
    """Check every POST: from a page of ours, by this browser, not too large. Raises Refusal address, form_stale,
    no_cookies or too_large."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in ("GET", "HEAD", "OPTIONS") or view in _ASKS_FOR_NO_TOKEN:
        return
    limit = limit_of(request.blueprint, request.endpoint)
    request.max_content_length, request.max_form_memory_size = limit.bytes, max(limit.bytes, LARGEST_FORM)
    if (request.content_length or 0) > limit.bytes:
        raise Refusal("too_large")
    if request.mimetype == "application/x-www-form-urlencoded":
        fields = request.get_data(parse_form_data=False).count(b"&") + 1
        if fields > limit.fields:
            raise Refusal("too_large")
    origin = request.headers.get("Origin", "")
    if origin and not services().hosts.allowed_origin(origin):
        raise Refusal("form_stale" if is_scripts() or is_foreign() else "address")
    given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
    if not any(is_form_token(given, services().secret, held) for held in (desk(), device())):
        g.chosen = request.form.get("language", "")
        raise Refusal("form_stale" if desk() or device() or is_scripts() else "no_cookies")


def is_ours() -> bool:
    """Whether the browser says (Origin) that a page of ours sent this request."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and services().hosts.allowed_origin(origin)


def is_foreign() -> bool:
    """Whether another site sent this request; False for one of our own host names at a port that is not configured."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and not services().hosts.allowed_host(origin.partition("//")[2])


def is_scripts() -> bool:
    """Whether this request was sent by a script, which is answered with JSON and not with a page."""
    return request.is_json or request.path.endswith("/do")


def sent() -> object:
    """The JSON body that a script sent. Raises Refusal malformed for everything else."""
    if not request.is_json:
        raise Refusal("malformed")
    try:
        return strict_json.loads(request.get_data())
    except ValueError:
        raise Refusal("malformed") from None
