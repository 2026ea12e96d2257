"""The schemas of files for programs, at addresses that every server has: `/schema/forum-1.json`."""

from flask import Blueprint, Response

from workshop import docs
from workshop.domain.errors import Refusal

pages = Blueprint("schemas", __name__)


@pages.get("/schema/<name>")
def schema(name: str) -> Response:
    """One schema. Any page of the web may read it: it holds nothing of this server."""
    if name not in docs.schemas():
        raise Refusal("page")
    answer = Response(docs.schema(name), mimetype="application/schema+json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
