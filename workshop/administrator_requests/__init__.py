"""The administrator's requests on the data, one function each, executed by the server that owns the data or, without
one, by the terminal command itself.

A request takes and returns plain JSON values (bytes as base64). It writes through the writer only.
"""

from collections.abc import Callable

from workshop.administrator_requests.accounts import add_user, list_users, new_password, remove_user
from workshop.administrator_requests.base import Admin, Given, Made
from workshop.administrator_requests.exports import export_forum
from workshop.administrator_requests.forums import create_forum, forum_links, list_forums
from workshop.administrator_requests.imports import import_forum, import_progress
from workshop.administrator_requests.verification import verify

AdminRequest = Callable[[Admin, Given], Made]
LONG = frozenset({"forum.import", "forum.export", "verify"})
"""Requests that take so long that no other one waits for them."""
REQUESTS: dict[str, AdminRequest] = {
    "forum.create": create_forum,
    "forum.import": import_forum,
    "import.progress": import_progress,
    "forum.links": forum_links,
    "forum.list": list_forums,
    "forum.export": export_forum,
    "verify": verify,
    "user.add": add_user,
    "user.list": list_users,
    "user.passwd": new_password,
    "user.remove": remove_user,
}
