"""What all shapes are, and who may see one: everyone, the facilitators or one participant."""

from typing import ClassVar

import msgspec

EVERYONE, FACILITATORS, OWN = "everyone", "facilitators", "own"


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One thing as one audience sees it. The id is the thing's among those of its kind."""

    thing: ClassVar[str] = ""
    audience: ClassVar[str] = EVERYONE
    id: int
