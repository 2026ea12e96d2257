"""Paper ballots: what a vote is on, under the numbers that phones show, and room for the marks that it allows.

Before there is anything to vote on, the number is left to write in, so that ballots can be printed before the evening.
All are alike: the printer makes the copies.
"""

from workshop.contract.shapes import ActivityShape, AllowedMarks
from workshop.i18n import catalogues
from workshop.printables.base import ForumToPrint, Line, Order, Printable, line, said, written

MOST_BOXES = 8
"""With more marks for one target than this, their number is written instead."""
BLANK_ROWS = 10
ROWS = 30
"""More rows than fit one page."""


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """`rows`: {"number", "text", "lang"} each, with an empty number where people write it; `marks`: the texts in the
    boxes of a row, none for one line to write on; `heads`: what each of them means, where people answer in words;
    `ends`: what the first and the last mark mean."""
    step, languages = order.step, order.languages
    if step is None or step.marks is None:
        raise ValueError("a paper ballot is of a vote")
    marks = step.marks
    return {
        "question": written(step.prompt, languages),
        "how": _how(step, marks, languages),
        "column": said(f"print.number.{step.of}", languages),
        "rows": order.shown(_listed(source, step, languages), ROWS) or [_blank(languages)] * _lines(marks),
        "marks": [""] * len(step.answers) or _boxes(marks),
        "heads": [said(f"answer.{name}", languages) for name in reversed(step.answers)],
        "round": marks.total is None,
        "ends": [_end(step, side, languages) for side in ("low", "high")],
        "fold": said("print.ballot.return", languages),
    }


def _blank(languages: tuple[str, ...]) -> dict[str, str]:
    return {"number": "", **line(languages[0], "")}


def _lines(marks: AllowedMarks) -> int:
    return BLANK_ROWS if marks.total is None else min(BLANK_ROWS, marks.total)


def _boxes(marks: AllowedMarks) -> list[str]:
    """Marks that add up are crosses, one box for each; others are one of a scale."""
    if marks.total is not None:
        return [""] * marks.most if marks.most <= MOST_BOXES else []
    scale = [str(mark) for mark in range(marks.least, marks.most + 1)]
    return scale if len(scale) <= MOST_BOXES else []


def _how(step: ActivityShape, marks: AllowedMarks, languages: tuple[str, ...]) -> list[Line]:
    """How to fill it in, by the marks that the vote allows."""
    if step.answers:
        return said("print.ballot.answers", languages)
    if not _boxes(marks):
        key = "print.ballot.write" if marks.total is None else "print.ballot.share"
        return said(key, languages, least=marks.least, most=marks.most, total=marks.total)
    if marks.total is None:
        return said("print.ballot.scale", languages)
    how = said("print.ballot.crosses", languages, marks.total)
    if marks.most in (1, marks.total):
        return how
    caps = said(f"print.ballot.cap.{step.of}", languages, marks.most)
    return [{**one, "text": f"{one['text']} {cap['text']}"} for one, cap in zip(how, caps, strict=True)]


def _end(step: ActivityShape, side: str, languages: tuple[str, ...]) -> list[Line]:
    """What an end of the scale means, where the catalogues say it for the words of this vote and one of its
    settings."""
    keys = [f"{step.words}.{side}.{value}" for value in step.settings.values() if isinstance(value, str)]
    known = [key for key in keys if catalogues.has(languages[0], key)]
    return said(known[0], languages) if known else []


def _listed(source: ForumToPrint, step: ActivityShape, languages: tuple[str, ...]) -> list[dict[str, str]]:
    ideas, themes = {idea.id: idea for idea in source.ideas}, source.clusters
    rows = []
    for target in source.targets.get(step.id, ()):
        if step.of == "clusters" and target in themes:
            rows.append({"number": themes[target].letter, **line(languages[0], themes[target].title)})
        elif step.of != "clusters" and target in ideas:
            idea = ideas[target]
            rows.append({"number": str(idea.number), **line(idea.lang or languages[0], idea.text)})
    return rows


def _steps(source: ForumToPrint) -> list[ActivityShape]:
    """Votes in which a mark is a number that can be written: not those that name a theme, or deal a few to each
    phone."""
    return [step for step in source.steps if step.marks and not step.marks.pair and not step.into and not step.deals]


def _needs(source: ForumToPrint) -> str:
    return "" if _steps(source) else "vote"


PRINTABLE = Printable("paper_ballots", data, needs=_needs, steps=_steps, invites=True)
