"""The language of the office and of the console: chosen once, it is kept in a cookie of this browser for both.

A language in the address wins, then the cookie, then what the browser prefers.
"""

from flask import Blueprint, Response, g, request

from workshop.i18n import catalogues, languages
from workshop.pages import base

COOKIE = "lang"
DAYS = 365


def chosen() -> str:
    """The language to read in."""
    for wanted in (request.args.get("lang"), base.cookie(COOKIE)):
        if wanted in languages.WHOLE:
            return wanted
    return catalogues.choose(request.headers.get("Accept-Language"))


def kept_by(pages: Blueprint) -> None:
    """Read and keep the language on every page of these."""
    pages.before_request(_read)
    pages.after_request(_keep)


def _read() -> None:
    g.language = chosen()


def _keep(response: Response) -> Response:
    if request.args.get("lang") in languages.WHOLE:
        response.set_cookie(COOKIE, request.args["lang"], **base.services().cookies.flags(DAYS))
    return response
