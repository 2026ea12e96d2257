"""The sentences of reports on the ideas: where each came from, what became of it, and what the organisers answered."""

from collections.abc import Mapping, Sequence

from workshop.contract.idea_states import HIDDEN, IDEA_STATES, SHOWN
from workshop.domain.ideas import SEEN_BY_EVERYONE
from workshop.i18n import catalogues
from workshop.reports.summary import Summary
from workshop.reports.summary_parts import AnswerSummary, IdeaSummary
from workshop.reports.wording import AskedStep, pick, question


def origin(idea: IdeaSummary, lang: str) -> str:
    """How an idea came in; one of an earlier forum with its number there and the forum's title, while that is known."""
    if idea.came_from is None:
        return catalogues.say(lang, f"report.source.{idea.source}")
    title = pick(idea.came_from_forum, lang)
    return catalogues.say(lang, "report.came_from" + (".titled" if title else ""), number=idea.came_from, title=title)


def source(idea: IdeaSummary, lang: str) -> str:
    """Where an idea came from, with its table if it has one."""
    said = origin(idea, lang)
    return said if idea.table is None else f"{said}, {catalogues.say(lang, 'idea.from_table', table=idea.table)}"


def came(summary: Summary, idea: IdeaSummary, lang: str) -> str:
    """Where an idea came from, to stand beside its words; "" where that is by phone as most did, or where all of the
    forum came from elsewhere, which is said once under its title."""
    usual = "import" if summary.brought_in else "phone"
    return "" if idea.source == usual and idea.table is None else source(idea, lang)


def numbers(states: Mapping[str, int], lang: str) -> str:
    """The sentence that says how many ideas there are: `105 ideas got a number: 101 shown, 1 waits, …`. `states`:
    state → how many."""
    used = [state for state in IDEA_STATES if states.get(state)]
    if used == [SHOWN]:
        return catalogues.say(lang, "report.numbers.all", states[SHOWN])
    parts = [catalogues.say(lang, f"report.numbers.{state}", states[state]) for state in used]
    return catalogues.say(lang, "report.numbers", sum(states.values()), parts=", ".join(parts))


def fate(summary: Summary, idea: IdeaSummary, lang: str) -> str:
    """What became of an idea, with the reason where it has one, or that it was written beforehand or came late, a
    part of it is covered, it was not voted on, or has no result of its own because it was part of another one."""
    said = catalogues.say(lang, f"report.state.{idea.state}", None, into=idea.merged_into)
    marks = [
        name
        for name in ("beforehand", "late", "masked", "left_out")
        if getattr(idea, name) and (idea.read or name != "left_out")
    ]
    told = [catalogues.say(lang, f"report.state.{name}") for name in marks]
    told += [
        catalogues.say(
            lang, "report.state.parted", None, question=question(vote.step, lang), into=vote.parted[idea.number]
        )
        for vote in summary.votes
        if idea.number in vote.parted
    ]
    if told:
        return f"{said} ({', '.join(told)})"
    if idea.import_undone:
        return catalogues.say(lang, "report.state.import_undone")
    return f"{said}: {reason(summary, idea.reason, lang)}" if idea.reason and not summary.brought_in else said


def parted(summary: Summary, lang: str) -> list[str]:
    """Which ideas have no result of their own in which votes, because they were part of another one, a sentence
    each."""
    return parted_in([(vote.step, vote.parted) for vote in summary.votes], lang)


def parted_in(votes: Sequence[tuple[AskedStep, Mapping[int, int]]], lang: str) -> list[str]:
    """The sentences of `parted` for these votes, each with its ideas: number → number of the one that it was part
    of."""
    found = dict[tuple[int, int], list[str]]()
    for step, its in votes:
        asked = catalogues.say(lang, "report.parted.question", None, question=question(step, lang))
        for one in its.items():
            found.setdefault(one, []).append(asked)
    return [
        catalogues.say(lang, "report.parted", len(asked_in), number=number, into=into, questions=", ".join(asked_in))
        for (number, into), asked_in in found.items()
    ]


def reason(summary: Summary, name: str, lang: str) -> str:
    """Why an idea was hidden: one of every forum's reasons in a word or two, or an own or house reason as written."""
    own = pick(summary.reasons.get(name, {}), lang)
    return own or catalogues.say(lang, f"report.reason.{name}")


def unshown(summary: Summary, lang: str) -> list[tuple[str, str]]:
    """What became of the ideas that are not shown, with their numbers: [("Hidden: insult", "3, 8"), …]."""
    found: dict[str, list[str]] = {}
    for idea in summary.unshown:
        found.setdefault(fate(summary, idea, lang), []).append(str(idea.number))
    return [(said, ", ".join(numbers)) for said, numbers in found.items()]


def left_out(summary: Summary, lang: str) -> list[str]:
    """One sentence for each kind of idea that is counted but not printed, or not voted on."""
    unseen = [state for state in IDEA_STATES if state not in (*SEEN_BY_EVERYONE, HIDDEN)]
    others = [state for state in unseen if summary.states.get(state)]
    said = [catalogues.say(lang, f"report.unshown.{state}", n=summary.states[state]) for state in others]
    if undone := summary.imports_undone:
        said.append(catalogues.say(lang, "report.unshown.import_undone", n=undone))
    if number := summary.states.get(HIDDEN, 0) - undone:
        said.append(_hidden(summary, number, lang))
    if summary.left_out:
        said.append(catalogues.say(lang, "report.left_out", n=summary.left_out))
    return said


def _hidden(summary: Summary, number: int, lang: str) -> str:
    """How many ideas were hidden, and why; of a forum that was held elsewhere nobody knows why, and nobody hid them
    here."""
    if summary.brought_in:
        return catalogues.say(lang, "report.unshown.hidden.elsewhere", number)
    reasons = [f"{reason(summary, name, lang)} {n}" for name, n in sorted(summary.hidden.items()) if name]
    key = "report.unshown.hidden" if reasons else "report.unshown.hidden.plain"
    return catalogues.say(lang, key, number, reasons=", ".join(reasons))


def status(given: AnswerSummary | None, lang: str) -> str:
    """What the organisers said became of an idea, in a few words; "" while they have not answered."""
    if given is None:
        return ""
    said = catalogues.say(lang, f"status.{given.status}")
    return catalogues.say(lang, "report.status.departure", status=said) if given.departure else said


def answered(given: AnswerSummary, lang: str) -> str:
    """The status with its date, before the words of the answer or instead of them."""
    key = "report.answered" if given.words else "report.answered.plain"
    return catalogues.say(lang, key, status=status(given, lang), date=catalogues.date(lang, given.at))
