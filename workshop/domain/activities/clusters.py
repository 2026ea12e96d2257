"""The kind "clusters": the facilitator groups ideas while the room watches. With `reveals`, it shows all private ideas
when it begins. An organiser may write down themes that are likely: their names are offered to the facilitator, and no
theme is made of them before."""

from workshop.domain.activities.base import LIKELY_THEMES, Kind, Setting, ThemeNames

KIND = Kind(
    "clusters",
    {"reveals": Setting(True), LIKELY_THEMES: ThemeNames()},
    shows="themes",
    reveals=lambda settings: bool(settings.get("reveals", True)),
)
