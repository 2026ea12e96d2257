"""The poster: what, when and where, and how to join; once that is over, where the results are. For the wall of the
hall, and for an open call."""

from workshop.contract.forum_states import ENDED
from workshop.contract.shapes import ActivityShape
from workshop.i18n import catalogues
from workshop.printables.base import (
    ForumToPrint,
    Line,
    Order,
    Printable,
    joining,
    lacks_address,
    line,
    qr,
    said,
    wifi,
    written,
)
from workshop.projections.open_times import OpenTimes, open_times
from workshop.runtime import epoch_ms


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """`question`: what people are asked first. It, `when`, `dates` and `early` may be empty, `wifi` None. `when`: the
    day and hour of a forum that is led; `dates`: those of a self-paced one, each a sentence that says what it is of. Of
    `early` entry, {"what", "when"}: in which step people may write before the forum, and from when until when.

    `over` is {} while people can take part or will; then nothing of the poster invites them, and it is {"said": that it
    is over, "next": what there is to know of the results, "results": {"host", "qr"} of their page or None}."""
    forum, languages = source.forum, order.languages
    times = open_times(forum, source.steps, source.now)
    begins = (source.began_at if times.over else None) or forum.starts_at
    return {
        "kind": said("join.kind", languages),
        "question": [] if times.over else _question(source, languages),
        "when": [] if forum.self_paced else _moments("print.when", begins, source, languages),
        "dates": _dates(times, source, languages) if forum.self_paced else [],
        "early": _early(source, languages),
        "over": _over(source, languages) if times.over else {},
        "place": forum.place,
        "organiser": forum.organiser,
        "join": joining(source, languages),
        "wifi": None if times.over else wifi(source, languages),
    }


def _over(source: ForumToPrint, languages: tuple[str, ...]) -> dict[str, object]:
    forum = source.forum
    has_page = bool(forum.results) and not forum.rehearsal
    url = f"{source.url}/results/{forum.results}"
    alt = catalogues.say(languages[0], "ended.results.qr")
    told = "ended.results.out" if forum.published else "ended.results.will"
    return {
        "said": said("phone.over" if forum.state == ENDED else "times.over", languages),
        "next": said(told if has_page else "screen.ended_next", languages),
        "results": {"host": url.partition("//")[2], "qr": qr(url, alt)} if has_page else None,
    }


def _question(source: ForumToPrint, languages: tuple[str, ...]) -> list[Line]:
    early = _early_step(source)
    asked = [early] if early else [step for step in source.steps if step.collects == "ideas"]
    return written(asked[0].prompt, languages) if asked else []


def _early(source: ForumToPrint, languages: tuple[str, ...]) -> dict[str, list[Line]]:
    step, early = _early_step(source), source.forum.early
    if step is None or early is None:
        return {}
    what, when = [], []
    for lang in languages:
        title, _ = catalogues.step_name(lang, step.name, step.kind, {})
        opens, until = (_said_moment("print.when", at, source, lang) for at in (early.opens_at, early.due_at))
        what.append(line(lang, catalogues.say(lang, "print.early", title=title)))
        key = "print.early.window" if until else "print.early.from"
        when.append(line(lang, catalogues.say(lang, key, opens=opens, until=until)))
    return {"what": what, "when": when}


def _early_step(source: ForumToPrint) -> ActivityShape | None:
    """The step in which people may write before the forum begins, as long as that is not over."""
    early = source.forum.early
    if early is None or (early.due_at is not None and early.due_at <= source.now):
        return None
    return next((step for step in source.steps if step.id == early.activity), None)


def _moments(key: str, at: int | None, source: ForumToPrint, languages: tuple[str, ...]) -> list[Line]:
    """In each language; the date only once where a later language would begin with the same."""
    if at is None:
        return []
    said = [_said_moment(key, at, source, lang) for lang in languages]
    day = catalogues.date(languages[0], epoch_ms.local(at, source.tz)) + " "
    again = [one.removeprefix(day) if said[0].startswith(day) else one for one in said[1:]]
    return [line(lang, one) for lang, one in zip(languages, [said[0], *again], strict=True)]


def _said_moment(key: str, at: int | None, source: ForumToPrint, lang: str) -> str:
    if at is None:
        return ""
    moment = epoch_ms.local(at, source.tz)
    return catalogues.say(lang, key, date=catalogues.date(lang, moment), time=catalogues.time(lang, moment))


def _dates(times: OpenTimes, source: ForumToPrint, languages: tuple[str, ...]) -> list[list[Line]]:
    """What is still to come, in its order: when it opens, when the forum begins where that is another moment, and until
    when it is open."""
    begins = source.forum.starts_at
    if begins is not None and (begins == times.opens or begins <= source.now or times.over):
        begins = None
    found = [("print.opens", times.opens), ("print.starts", begins), ("print.until", times.until)]
    known = sorted((at, key) for key, at in found if at is not None)
    return [_moments(key, at, source, languages) for at, key in known]


PRINTABLE = Printable("poster", data, needs=lacks_address, papers=("a4", "a3"))
