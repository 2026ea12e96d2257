"""The likely themes of a step, for the facilitators."""

from typing import ClassVar

from workshop.contract.shapes.base import FACILITATORS, Shape


class LikelyThemesShape(Shape, frozen=True, kw_only=True):
    """Names that the organiser expects themes to have, in the organiser's order; the id is that of the activity where
    ideas are grouped. Only an activity with such names has this shape."""

    thing: ClassVar[str] = "likely_themes"
    audience: ClassVar[str] = FACILITATORS
    names: list[str]
