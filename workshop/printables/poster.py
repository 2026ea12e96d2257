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
    """`question`: what people are asked first. It, `when`, `opens` and `until` may be empty, `wifi` None."""
    forum, languages = source.forum, order.languages
    opens, until = _open_from_until(source)
    return {
        "kind": said("join.kind", languages),
        "question": _question(source, languages),
        "when": _moments("print.when", forum.starts_at, source, languages[:1]),
        "opens": _moments("print.opens", opens, source, languages),
        "until": _moments("print.until", until, source, languages),
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


def _open_from_until(source: ForumToPrint) -> tuple[int | None, int | None]:
    """When the first step opens, while none is open, and when the last one ends, where people take part in their own
    time. Steps that wait without a time are left out; where one that is open has no end, none is told."""
    if not source.forum.self_paced:
        return None, None
    asked = [step for step in source.steps if step.collects]
    is_open = [step for step in asked if step.state == agenda.OPEN]
    waits = [step for step in asked if step.state == agenda.WAITING and (step.opens_at or step.due_at)]
    opens = [step.opens_at for step in waits if step.opens_at is not None and not is_open]
    ends = [step.due_at or step.ends_at for step in is_open] + [step.due_at for step in waits]
    known = [end for end in ends if end is not None]
    return min(opens, default=None), max(known) if known and len(known) == len(ends) else None


PRINTABLE = Printable("poster", data, lacks=lacks_address, papers=("a4", "a3"))
