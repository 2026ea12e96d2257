"""The kind "dots": n dots for each person, at most `cap` on one target. Counted as a plain sum (cumulative voting with
a cap)."""

from collections.abc import Mapping

from workshop.domain.activities.base import OF, Kind, Setting, Settings
from workshop.domain.errors import Refusal
from workshop.domain.methods.base import Mark, MarkRange


def marks(settings: Settings) -> MarkRange:
    """One dot up to the cap for a target, and as many as a person has for all of them."""
    return MarkRange(1, int(settings["cap"]), total=int(settings["dots"]))


def rules(given: Mapping[int, Mark], settings: Settings) -> dict[int, Mark]:
    """The marks without zeros: no dot is no answer. Raises Refusal dot_cap or no_dots where a person has given too
    many."""
    kept = {target: mark for target, mark in given.items() if mark != 0}
    numbers = [mark for mark in kept.values() if isinstance(mark, int)]
    if min(numbers, default=0) < 0:
        raise Refusal("ballot_bad")
    if max(numbers, default=0) > int(settings["cap"]):
        raise Refusal("dot_cap")
    if sum(numbers) > int(settings["dots"]):
        raise Refusal("no_dots")
    return kept


def fit(settings: Settings) -> None:
    """Raises Refusal cap_over_dots when one target could be given more dots than a person has."""
    dots, cap = int(settings["dots"]), int(settings["cap"])
    if cap > dots:
        raise Refusal("cap_over_dots", dots=dots, cap=cap)


SETTINGS = {"dots": Setting(3, least=1, most=20), "cap": Setting(2, least=1, most=20), "of": OF}
KIND = Kind("dots", SETTINGS, fit, collects="votes", marks=marks, rules=rules)
