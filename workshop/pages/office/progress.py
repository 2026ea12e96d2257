"""The page of whatever takes longer than a second: how far it is. It looks again by itself, and leads on when that is
over."""

from dataclasses import dataclass

from flask import Response

from workshop.pages import base

NEXT_LOOK = "2"
"""Seconds between two looks, for who has no scripts."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What the page says, in the reader's language. `says` is what is being done, `done` of `most` how far it is, and
    `count` that in numbers. Once it is over, `leads_to` is an address, with its `link` and what is `over`; or `failed`
    says why it isn't, and `leads_to` is where to go then."""

    heading: str
    back: str
    says: str = ""
    done: int = 0
    most: int = 1
    count: str = ""
    stay: str = ""
    over: str = ""
    failed: str = ""
    leads_to: str = ""
    link: str = ""
    is_file: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether there is something to wait for."""
        return not (self.failed or self.leads_to)


def page(progress: Progress) -> Response:
    """The page, which no browser keeps."""
    look = f"0; url={progress.leads_to}" if progress.leads_to else NEXT_LOOK
    return base.unkept(base.render("office/making.html", progress=progress, next_look=look))
