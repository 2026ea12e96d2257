"""Blank cards for ideas: the question, lines to write on, and the table's number to fill in. All are alike: the printer
makes the copies."""

from workshop.contract.shapes import ActivityShape
from workshop.printables.base import ForumToPrint, Order, Printable, said, written


def data(source: ForumToPrint, order: Order) -> dict[str, object]:
    """The texts of one card."""
    languages = order.languages
    return {
        "question": written(order.step.prompt, languages) if order.step else [],
        "hints": said("print.one_idea", languages),
        "names": said("idea.hint.names", languages),
        "table": said("print.table", languages),
    }


def _steps(source: ForumToPrint) -> list[ActivityShape]:
    return [step for step in source.steps if step.collects == "ideas"]


def _needs(source: ForumToPrint) -> str:
    return "" if _steps(source) else "ideas_step"


PRINTABLE = Printable("blank_cards", data, needs=_needs, steps=_steps, invites=True)
