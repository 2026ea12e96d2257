"""Compresses pages for browsers that accept it: a phone's page has a third of its size then. Says who accepts it, also
for static files.

What is compressed together with words of strangers must hold no secret, because an eavesdropper could guess a secret
from the sizes of many such pages (BREACH). So the token of a page's forms gets another mask each time
(`form_tokens.form_token`), and the pages that hold other secrets are left as they are.
"""

import gzip

from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

SMALL = 600
"""Bytes that are not worth it."""
LEVEL = 4
"""Of 1 to 9: nearly the size of 6 in two thirds of its time."""
SECRET = ("screen", "console", "admin")
"""The blueprints whose pages hold the secrets of links."""


def compressed(response: Response) -> Response:
    """The response, compressed if it is a page whose browser accepts that. A file to keep may be large, and compressing
    it would hold up the loop."""
    if request.blueprint in SECRET or response.mimetype != "text/html" or response.is_streamed:
        return response
    if any(name in response.headers for name in ("Content-Encoding", "Content-Disposition")) or not accepts_gzip(
        request.headers.get("Accept-Encoding", "")
    ):
        return response
    page = response.get_data()
    if len(page) >= SMALL:
        response.set_data(gzip.compress(page, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header accepts gzip: names it, or `*`, and not with the weight 0 (RFC 9110,
    12.5.3)."""
    return parse_accept_header(header, Accept).quality("gzip") > 0
