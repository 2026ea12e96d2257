"""The sentences of reports on the people: how many took part and in which groups, how many confirmed the results, and
what was done against what should not be on a wall."""

from workshop.i18n import catalogues
from workshop.reports.summary import Summary
from workshop.reports.wording import pick


def took_part(summary: Summary, lang: str) -> list[tuple[str, int]]:
    """Participation as (label, number) pairs; zeros are left out except for the usual ways. Of a forum that nobody
    joined although something came, only what is known: those who voted, and where the ideas came from."""
    phones = summary.counts_people
    rows = [("joined", summary.joined)] if phones else []
    rows += [("active", summary.active)] if summary.joined else []
    rows += [("posted", summary.posted)] if phones else []
    rows += [(f"voted{summary.words}", summary.voted)] if phones or summary.voted else []
    rows += [("ideas", len(summary.ideas))]
    rows += [
        (f"from.{name}", number) for name, number in summary.sources.items() if number or (name == "phone" and phones)
    ]
    rows += [("on_paper", summary.paper)] if summary.paper else []
    rows += [(f"hands{summary.words}", summary.hands)] if summary.hands else []
    return [(catalogues.say(lang, f"report.part.{name}"), number) for name, number in rows]


def confirmed(summary: Summary, lang: str) -> str:
    """How many of those who answered after the end said that the results are what people said, in a sentence; "" while
    few have answered."""
    if summary.confirmation is None:
        return ""
    complete, answered = summary.confirmation
    return catalogues.say(lang, "report.confirmed", answered, complete=complete)


def moderated(summary: Summary, lang: str) -> list[str]:
    """One sentence for each thing that was done against what should not be on a wall, beside hiding."""
    done = summary.moderation
    if done is None:
        return []
    counts = {"masked": done.masked, "held": done.held, "slow": done.slow, "emergencies": done.emergencies}
    return [catalogues.say(lang, f"report.moderation.{name}", number) for name, number in counts.items() if number]


def groups(summary: Summary, lang: str) -> list[tuple[str, int | None]]:
    """How many people read the forum in each language, most first, and what people answered to background questions, as
    (label, number) pairs; None is not published. Languages that nobody read are left out."""
    read = [(name, number) for name, number in summary.spoken.items() if number != 0]
    read.sort(key=lambda pair: -(pair[1] or 0))
    spoken = [
        (
            catalogues.say(lang, "report.about.language", language=catalogues.say(lang, f"report.language.{name}")),
            number,
        )
        for name, number in read
    ]
    return [*spoken, *background_groups(summary, lang)]


def background_groups(summary: Summary, lang: str) -> list[tuple[str, int | None]]:
    """What people answered to background questions as (label, number) pairs, in the order of the choices; last how many
    gave none."""
    told = list[tuple[str, int | None]]()
    for one in summary.background:
        given = [(pick(words, lang), number) for words, number in one.choices]
        silent = (catalogues.say(lang, "report.background.silent"), one.silent)
        told += [
            (catalogues.say(lang, "report.about.background", question=pick(one.words, lang), answer=answer), number)
            for answer, number in [*given, silent]
        ]
    return told


def people(number: int | None, lang: str) -> str:
    """The number of people in a group, where it is published."""
    return catalogues.say(lang, "report.group.hidden") if number is None else catalogues.number(lang, number)


def hides_groups(summary: Summary) -> bool:
    """Whether a group is left out because it, or one that could be computed from it, is small."""
    return None in summary.spoken.values() or any(
        None in (one.silent, *(number for _, number in one.choices)) for one in summary.background
    )
