"""The kind "ideas": everyone writes. Open: all see every idea immediately. Private: each person sees only their own
until the facilitator shows them."""

from collections.abc import Mapping

from workshop.domain.activities.base import Kind, Setting, Settings


def private(settings: Settings) -> bool:
    """Whether ideas are hidden from the others until they are shown."""
    return settings.get("style") == "private"


def votable(settings: Settings) -> bool:
    """Whether ideas written here can be voted on later."""
    return bool(settings.get("votable", True))


def grouped(steps: Mapping[int, Settings]) -> set[int]:
    """The steps whose ideas are up for grouping, of `steps` (id → settings of a step where people write): those whose
    ideas are voted on, or all where none are. The twin of `grouped` in static/js/vote/agenda.js."""
    return {step for step, settings in steps.items() if votable(settings)} or set(steps)


KIND = Kind(
    "ideas",
    {"style": Setting("open", choices=("open", "private")), "votable": Setting(True)},
    collects="ideas",
    keeps_back=private,
)
