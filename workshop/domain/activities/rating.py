"""The kind "rating": each person rates ideas or themes from 1 to 5. Not to rate one is no low rating."""

from workshop.domain.activities.base import OF, Kind, Setting
from workshop.domain.methods import ratings
from workshop.domain.methods.base import MarkRange

SCALE = range(1, 6)
"""Marks are whole numbers, so that a room can call them out and raise hands for them."""

SETTINGS = {"of": OF, "scale": Setting("important", choices=("important", "much", "agree"))}
"""`scale` chooses the words for its two ends."""

KIND = Kind(
    "rating",
    SETTINGS,
    collects="votes",
    marks=lambda settings: MarkRange(SCALE[0], SCALE[-1]),
    hands=lambda settings: tuple(SCALE),
    tally=ratings.tally_on(SCALE),
    as_one=ratings.middle_on(SCALE),
    measures=ratings.measures(SCALE),
    chart="histogram",
    drawn=ratings.counts_of(SCALE),
    notes=("few",),
    has_few=ratings.has_few,
    words="rating",
)
