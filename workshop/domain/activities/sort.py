"""The kind "sort": the hall sorts ideas into the themes. Each phone is dealt a handful of ideas and says of each which
theme it belongs to, or that it can't tell. Moves nothing: the facilitator takes what people agree on."""

from workshop.domain.activities.base import Kind, Setting
from workshop.domain.methods import agreement
from workshop.domain.methods.base import MarkRange

MOST_ID = 10**9 - 1
"""The largest theme id that a ballot may hold: nine digits, as a form takes them."""

KIND = Kind(
    "sort",
    {"hand": Setting(7, least=3, most=15)},
    collects="votes",
    marks=lambda settings: MarkRange(agreement.UNSURE, MOST_ID),
    as_one=agreement.one_theme,
    into="clusters",
    deals=lambda settings: int(settings["hand"]),
    hands=lambda settings: (),
    tally=agreement.tally,
    measures=agreement.MEASURES,
    drawn=("share",),
    notes=("seen_by_few",),
    words="sort",
    chooses=False,
)
