"""How large the body of a POST may be, and how many fields its form may have: one table for all pages. What comes in
over the socket has the same MESSAGE_BYTES (`contract/base.py`)."""

from typing import NamedTuple

from workshop.contract.base import MESSAGE_BYTES


class BodyLimit(NamedTuple):
    """Bytes of the body, and fields of a form. What is refused is shown again, and a field may be a single letter."""

    bytes: int
    fields: int


MANY_FIELDS, FEW_FIELDS = 2000, 400
"""Fields of a form that may name each idea of a large forum, and of any other."""
LARGEST_FORM = MESSAGE_BYTES * 8
ADMIN_BYTES = 32_000_000
"""A request from a terminal: with the files of what is brought in, as text. Only who has the key may send as much."""
_OF_ALL = BodyLimit(MESSAGE_BYTES * 4, MANY_FIELDS)
"""A form of the phone page may hold a text that is much too long, so that the page can say by how much."""
_BY_BLUEPRINT = {
    "do": BodyLimit(MESSAGE_BYTES, MANY_FIELDS),
    "console": BodyLimit(MESSAGE_BYTES, MANY_FIELDS),
    "office": BodyLimit(LARGEST_FORM, FEW_FIELDS),
}
_BY_ENDPOINT = {
    "office.answer": BodyLimit(LARGEST_FORM, MANY_FIELDS),
    "office.do_bring_in": BodyLimit(6_000_000, FEW_FIELDS),
}
"""The first names each idea; the second has a file that is brought in, or the table that was read of one."""


def limit_of(blueprint: str | None, endpoint: str | None) -> BodyLimit:
    """The limit of a request to this endpoint."""
    return _BY_ENDPOINT.get(endpoint or "") or _BY_BLUEPRINT.get(blueprint or "", _OF_ALL)
