"""Values that several commands carry."""

from typing import Literal

Moderation = Literal["off", "after", "before"]
Settings = dict[str, int | bool | str]
Shown = Literal["fi", "sv", "en"]
"""Languages of the screen."""
Language = Literal["fi", "sv", "en", "fi-simple"]
