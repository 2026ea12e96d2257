"""A hall sorts better than one facilitator alone: a small rehearsal with known true themes."""

from sqlalchemy import Engine

from tests.tools import crowd_sort


def test_a_hall_of_average_people_beats_one_of_them(engine: Engine) -> None:
    cards = crowd_sort.cards_of(crowd_sort.IDEAS, crowd_sort.THEMES)[:24]
    found = crowd_sort.figures(engine, 30, 0.7, cards)
    assert found["seen_least"] >= 3 and found["seen_most"] <= 2 * found["seen_least"]
    assert found["hall_right"] > found["facilitator_right"]
    assert found["taken"] >= 12 and found["taken_right"] >= 0.9
