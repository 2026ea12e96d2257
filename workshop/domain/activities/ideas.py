"""The kind "ideas": everyone writes. Open: all see every idea immediately. Private: each person sees only their own
until the facilitator shows them."""

from workshop.domain.activities.base import Kind, Setting, Settings


def private(settings: Settings) -> bool:
    """Whether ideas are hidden from the others until they are shown."""
    return settings.get("style") == "private"


def votable(settings: Settings) -> bool:
    """Whether ideas written here can be voted on later."""
    return bool(settings.get("votable", True))


KIND = Kind(
    "ideas",
    {"style": Setting("open", choices=("open", "private")), "votable": Setting(True)},
    collects="ideas",
    keeps_back=private,
)
