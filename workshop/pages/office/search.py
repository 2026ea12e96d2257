"""The office's search across all forums."""

from flask import Response, request

from workshop.pages import base
from workshop.pages.office.base import pages
from workshop.projections.search import SHORTEST, search


@pages.get("/office/search")
def find() -> Response:
    """Forums and ideas that hold the words `?q=`, or ideas with that number."""
    words = request.args.get("q", "")
    found = base.look(search, words)
    return base.render("office/search.html", words=words, found=found, shortest=SHORTEST)
