"""Values that several commands carry."""

from typing import Literal

from workshop.i18n.languages import WHOLE

Moderation = Literal["off", "after", "before"]
IDEA_LANGUAGES = WHOLE
"""The languages that an idea may be marked with."""
Settings = dict[str, int | bool | str]
