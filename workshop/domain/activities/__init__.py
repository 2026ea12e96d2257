"""The registry of activity kinds: one file for each kind, and the one list that names them."""

from importlib import import_module

from workshop.domain.activities.base import Kind, Settings
from workshop.domain.errors import Refusal

NAMES = ("welcome", "recall", "ideas", "proposals", "clusters", "dots", "rating", "opinion", "sort", "results")
"""Every kind of activity, in the order in which the office offers them. A new kind adds itself to this line and to no
other: its rules are in the module of its name beside this one."""
KINDS: dict[str, Kind] = {name: import_module(f"{__name__}.{name}").KIND for name in NAMES}


def kind_called(name: str) -> Kind:
    """A kind by its name; raises Refusal settings_bad when there is none."""
    if name not in KINDS:
        raise Refusal("settings_bad")
    return KINDS[name]


def kept_back(kind: str, settings: Settings, revealed: bool) -> bool:
    """Whether ideas of an activity of this kind, with these settings, are kept from others for now."""
    return KINDS[kind].keeps_back(settings) and not revealed


def collecting(what: str) -> list[str]:
    """The names of the kinds in which people give `what`: ideas or votes."""
    return [kind.name for kind in KINDS.values() if kind.collects == what]


__all__ = ["KINDS", "NAMES", "Kind", "collecting", "kept_back", "kind_called"]
