"""The kind "clusters": the facilitator groups ideas while the room watches. With `reveals`, it shows all private ideas
when it begins."""

from workshop.domain.activities.base import Kind, Setting

KIND = Kind(
    "clusters",
    {"reveals": Setting(True)},
    shows="themes",
    reveals=lambda settings: bool(settings.get("reveals", True)),
)
