"""The fields of a ballot in a form of the phone page: every kind of vote has the same.

`set:<target>` holds the new mark of that target, or nothing to take it away; two numbers, or two fields of one name,
are a pair. Targets without a field keep their marks, and so do those whose field is as the page gave it
(`was-set:<target>`): what somebody did not touch may count for something else by now. Contains no rules: the kind's own
file checks the marks.
"""

from werkzeug.datastructures import MultiDict

from workshop.contract.base import Mark
from workshop.domain.errors import Refusal
from workshop.pages.phone.typed_fields import SET, WAS
from workshop.runtime.whole_numbers import signed

SAVE = "save"
"""The name of the button that saves a ballot, where several marks are sent together."""
ENTER = "enter"
"""The name of the hidden button of the form of all fields. A browser presses a form's first button at Enter, in any
field: who typed a theme and pressed Enter wants to propose it."""


def targets_in(form: MultiDict[str, str]) -> list[str]:
    """The targets that the form has a field of."""
    return [name.removeprefix(SET) for name in form if name.startswith(SET)]


def changes(form: MultiDict[str, str]) -> dict[str, Mark | None]:
    """Target → its new mark, or None for none, of those that are not as the page gave them. Raises Refusal
    nothing_marked for a form that is sent without any, malformed for one of a former release, and ballot_bad for what
    is no mark."""
    given = {target: form.getlist(SET + target) for target in targets_in(form)}
    if not given:
        raise Refusal("nothing_marked" if SAVE in form or ENTER in form else "malformed")
    return {
        target: _mark(fields) for target, fields in given.items() if ",".join(fields) != form.get(f"{WAS}{SET}{target}")
    }


def _mark(fields: list[str]) -> Mark | None:
    """The mark that the fields of one target hold, or None for none. Raises Refusal ballot_bad for anything else."""
    texts = [one.strip() for one in ",".join(fields).split(",")]
    if not any(texts):
        return None
    numbers = [number for number in map(signed, texts) if number is not None]
    if not len(numbers) == len(texts) <= 2:
        raise Refusal("ballot_bad")
    return numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])
