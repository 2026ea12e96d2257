"""The states of a forum, by the names that every comparison and every query uses."""

from typing import Final, Literal

ForumState = Literal["planned", "live", "ended"]
PLANNED: Final = "planned"
LIVE: Final = "live"
ENDED: Final = "ended"
