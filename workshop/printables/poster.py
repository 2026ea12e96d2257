"""The poster: what, when and where, and how to join. For the wall of the hall, and for an open call."""

import datetime as dt

from workshop.domain import agenda
from workshop.i18n import catalogues
from workshop.printables.base import (
    ForumToPrint,
    Line,
    Order,
    Printable,
    joining,
    lacks_address,
    line,
    said,
    wifi,
    written,
)


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """`question`: what people are asked first. It, `when` and `until` may be empty, `wifi` None."""
    forum, languages = source.forum, order.languages
    return {
        "kind": said("join.kind", languages),
        "question": _question(source, languages),
        "when": _moments("print.when", forum.starts_at, source, languages[:1]),
        "until": _moments("print.until", _deadline(source), source, languages),
        "place": forum.place,
        "organiser": forum.organiser,
        "join": joining(source, languages),
        "wifi": wifi(source, languages),
    }


def _question(source: ForumToPrint, languages: tuple[str, ...]) -> list[Line]:
    asked = [step.prompt for step in source.steps if step.collects == "ideas"]
    return written(asked[0], languages) if asked else []


def _moments(key: str, at: int | None, source: ForumToPrint, languages: tuple[str, ...]) -> list[Line]:
    if at is None:
        return []
    moment = dt.datetime.fromtimestamp(at // 1000, source.tz)
    told = [(lang, catalogues.date(lang, moment), catalogues.time(lang, moment)) for lang in languages]
    return [line(lang, catalogues.say(lang, key, date=date, time=time)) for lang, date, time in told]


def _deadline(source: ForumToPrint) -> int | None:
    """When the last open activity ends, where people take part in their own time."""
    if not source.forum.self_paced:
        return None
    ends = [step.ends_at for step in source.steps if step.state == agenda.OPEN]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


PRINTABLE = Printable("poster", data, lacks=lacks_address, papers=("a4", "a3"))
