"""Themes that hold no ideas yet do not change what the others are offered."""

import random

import msgspec
import pytest

from tests.grouping.conftest import ideas
from workshop.grouping.lexical import Lexical
from workshop.grouping.likely_themes import placements
from workshop.grouping.suggester_interface import PlacedTheme

OTHERS = 99
ALIKE = [f"Lisäteema {number}" for number in range(1, 23)]
DIFFERENT = [
    "Tori",
    "Metsä",
    "Kivi",
    "Leipä",
    "Orkesteri",
    "Silta",
    "Kuunnelma",
    "Peili",
    "Kello",
    "Hevonen",
    "Tähti",
    "Saari",
    "Lumi",
    "Kangas",
    "Ruukku",
    "Sieni",
    "Vuori",
    "Huilu",
    "Mylly",
    "Kettu",
    "Pilvi",
    "Sokeri",
]


@pytest.mark.parametrize("names", [ALIKE, DIFFERENT], ids=["alike", "different"])
def test_many_empty_themes_make_no_offer_wrong(names: list[str]) -> None:
    """Eight themes hold four of their ideas each, "Muut" holds 32 of all others, and the rest hold none."""
    museum, chance = ideas("museum"), random.Random(12)
    inside: dict[int, list[int]] = {}
    for card, theme in enumerate(museum.truth, 1):
        inside.setdefault(theme if 0 <= theme < 8 else OTHERS, []).append(card)
    themes = [
        PlacedTheme(at, "Muut", tuple(chance.sample(cards, 32)))
        if at == OTHERS
        else PlacedTheme(at, museum.work.themes[at].title, tuple(chance.sample(cards, 4)))
        for at, cards in inside.items()
    ]
    empty = [PlacedTheme(200 + at, name) for at, name in enumerate(names)]
    for more in (12, 22):
        work = msgspec.structs.replace(museum.work, themes=(*themes, *empty[:more]))
        offered = [one for one in placements(work, Lexical()) if one.offered]
        right = [one for one in offered if one.card in inside.get(one.guesses[0].theme, [])]
        assert len(offered) >= 4 and len(right) >= 0.8 * len(offered), (more, len(right), len(offered))
