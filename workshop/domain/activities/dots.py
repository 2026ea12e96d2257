"""The kind "dots": n dots for each person, at most `cap` on one target. Counted as a plain sum (cumulative voting with
a cap)."""

from collections.abc import Mapping

from workshop.domain.activities.base import OF, Kind, Setting, Settings
from workshop.domain.errors import Refusal
from workshop.domain.methods.base import Mark


def check(marks: Mapping[int, Mark], settings: Settings) -> dict[int, Mark]:
    """The marks without zeros: no dot is no answer. Raises Refusal unless each is 0…cap and all are at most `dots`."""
    given: dict[int, Mark] = {}
    for target, mark in marks.items():
        if not isinstance(mark, int) or isinstance(mark, bool) or mark < 0:
            raise Refusal("ballot_bad")
        if mark > int(settings["cap"]):
            raise Refusal("dot_cap")
        if mark:
            given[target] = mark
    if sum(mark for mark in given.values() if isinstance(mark, int)) > int(settings["dots"]):
        raise Refusal("no_dots")
    return given


def fit(settings: Settings) -> None:
    """Raises Refusal cap_over_dots when one target could be given more dots than a person has."""
    dots, cap = int(settings["dots"]), int(settings["cap"])
    if cap > dots:
        raise Refusal("cap_over_dots", dots=dots, cap=cap)


SETTINGS = {"dots": Setting(3, least=1, most=20), "cap": Setting(2, least=1, most=20), "of": OF}
KIND = Kind("dots", SETTINGS, fit, collects="votes", check=check)
