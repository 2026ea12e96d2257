"""What a printable is, what it is made from, and what a person chooses; and texts as the templates take them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from workshop.access import qr_payloads
from workshop.access.qr import MARGIN, qr_svg
from workshop.contract.shapes import ActivityShape, ClusterShape, ForumShape, IdeaShape
from workshop.i18n import catalogues
from workshop.projections.open_times import open_times
from workshop.projections.shape_changes import Put, things

T = TypeVar("T")
OVER = "over"
"""Why nothing is printed that invites: nobody can take part any more."""
Line = dict[str, str]
"""A text as templates take it: {"lang": "fi", "text": …}; `lang` as in HTML."""


@dataclass(frozen=True)
class ForumToPrint:
    """What is known of a forum, as everyone sees it."""

    put: Put
    forum: ForumShape
    join_secret: str
    by_ticket: bool
    """people come in only with a ticket"""
    url: str
    """the base address that phones reach, "" without one"""
    wifi_network: str
    wifi_password: str
    targets: Mapping[int, Sequence[int]]
    """activity id → what can be voted on in it now, in its own order"""
    tz: dt.tzinfo
    now: int
    """when it is printed, epoch ms"""
    began_at: int | None
    """when the forum began, epoch ms; None before"""

    @property
    def host(self) -> str:
        """The address as people type it, without the scheme."""
        return urlsplit(self.url).netloc

    @property
    def steps(self) -> list[ActivityShape]:
        """The agenda in its order."""
        return sorted(things(self.put, ActivityShape).values(), key=lambda step: step.position)

    @property
    def ideas(self) -> list[IdeaShape]:
        """The ideas that everyone sees, by number."""
        return sorted(things(self.put, IdeaShape).values(), key=lambda idea: idea.number)

    @property
    def is_over(self) -> bool:
        """Whether nobody can take part any more."""
        return open_times(self.forum, self.steps, self.now).over

    @property
    def clusters(self) -> dict[int, ClusterShape]:
        """The themes by id."""
        return things(self.put, ClusterShape)


@dataclass(frozen=True)
class Order:
    """What a person has chosen. `languages`: one or two, the prominent one first; `count`: tables, cards or ballots;
    `step`: the activity, where the printable belongs to one."""

    languages: tuple[str, ...]
    count: int = 1
    paper: str = "a4"
    step: ActivityShape | None = None
    tickets: Sequence[tuple[int, str]] = ()
    """number and code of each ticket, where these are printed"""
    preview: bool = False
    """only the first page is looked at"""

    def shown(self, items: Sequence[T], page: int) -> Sequence[T]:
        """All of the items, or those that a preview needs when `page` of them fill one."""
        return items[:page] if self.preview else items


@dataclass(frozen=True)
class HowMany:
    """How many may be chosen, and what the form proposes."""

    usual: int
    most: int


def _nothing(source: ForumToPrint) -> str:
    return ""


def _none(source: ForumToPrint) -> list[ActivityShape]:
    return []


@dataclass(frozen=True)
class Printable:
    """One thing to print. In catalogues: `print.<name>`, `print.<name>.help`, and with a count `print.<name>.count`."""

    name: str
    data: Callable[[ForumToPrint, Order], dict[str, object]]
    """the data of its template"""
    needs: Callable[[ForumToPrint], str] = _nothing
    """what is missing before it can be printed, as `lacks` says it"""
    invites: bool = False
    """whether it asks people to take part: of what is over nobody needs it"""
    count: HowMany | None = None
    papers: tuple[str, ...] = ("a4",)
    steps: Callable[[ForumToPrint], list[ActivityShape]] = _none
    """the activities of which one is chosen"""

    def lacks(self, source: ForumToPrint) -> str:
        """Why it cannot be printed now, as the ending of `print.lacks.<…>`; "" when it can."""
        return OVER if self.invites and source.is_over else self.needs(source)

    def document(self, source: ForumToPrint, order: Order) -> dict[str, object]:
        """The whole data: what every template has, and its own."""
        about = {
            "lang": catalogues.html_lang(order.languages[0]),
            "paper": order.paper,
            "name": catalogues.say(order.languages[0], f"print.{self.name}"),
            "title": written(source.forum.title, order.languages),
        }
        return {**about, **self.data(source, order)}


def said(key: str, languages: Sequence[str], n: int | None = None, **facts: object) -> list[Line]:
    """A text of the catalogues in each language."""
    return [line(lang, catalogues.say(lang, key, n, **facts)) for lang in languages]


def written(texts: Mapping[str, str], languages: Sequence[str]) -> list[Line]:
    """A text that people wrote in several languages: in those chosen, each once; where it is written in none of them,
    as `catalogues.picked` has it; a name that is the same in both only once. [] for an empty one."""
    chosen = [lang for lang in languages if texts.get(lang)] or [catalogues.picked(texts, languages[0])]
    different = {texts[lang]: lang for lang in reversed(chosen) if texts.get(lang)}
    return [line(lang, text) for text, lang in reversed(different.items())]


def line(lang: str, text: str) -> Line:
    """One text with its language."""
    return {"lang": catalogues.html_lang(lang), "text": text}


def joining(source: ForumToPrint, languages: Sequence[str]) -> dict[str, object]:
    """How to join: the QR code with its alternative text, the address and the code to type, in two halves. Where people
    need a ticket, which has its own, `qr` is None, `code` empty, and `ticket` says where to get one."""
    code = source.forum.code
    alt = catalogues.say(languages[0], "print.qr.join", host=source.host)
    open_to_all = not source.by_ticket
    return {
        "qr": qr(qr_payloads.qr_payload(source.url, source.join_secret), alt) if open_to_all else None,
        "host": source.host,
        "code": [code[:3], code[3:]] if open_to_all else [],
        "scan": said("screen.scan" if open_to_all else "screen.ticket", languages),
        "type_at": said("print.type_at", languages),
        "type_code": said("print.type_code" if open_to_all else "screen.ticket.type", languages),
        "ticket": said("screen.ticket.none", languages) if source.by_ticket else [],
        "no_account": said("join.no_account", languages),
    }


def wifi(source: ForumToPrint, languages: Sequence[str]) -> dict[str, object] | None:
    """The Wi-Fi network with its QR code; None when the forum has none."""
    if not source.wifi_network:
        return None
    alt = catalogues.say(languages[0], "print.qr.wifi", network=source.wifi_network)
    return {
        "qr": qr(qr_payloads.wifi_payload(source.wifi_network, source.wifi_password), alt),
        "network": source.wifi_network,
        "password": source.wifi_password,
        "heading": said("print.wifi", languages),
        "named": said("screen.network", languages),
        "secret": said("screen.password", languages),
        "open": said("print.wifi.open", languages),
    }


def qr(text: str, alt: str) -> dict[str, object]:
    """A QR code as a picture, with its quiet zone: `quiet`, as a part of the side of its dark modules."""
    code = qr_svg(text)
    box = f'viewBox="0 0 {code.size} {code.size}" shape-rendering="crispEdges"'
    ground = f'<rect width="{code.size}" height="{code.size}" fill="#fff"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}<path d="{code.path}"/></svg>'
    return {"svg": drawing, "alt": alt, "quiet": MARGIN / (code.size - 2 * MARGIN)}


def lacks_address(source: ForumToPrint) -> str:
    """For what carries the address: it cannot be printed before this machine has one that phones reach."""
    return "" if source.url else "address"
