"""Bars of a counted vote: one tick a vote, all of one width, outlined by hand, real text, nothing that a text could break."""

import xml.etree.ElementTree as xml

import pytest

from workshop.charts import CLOSED, ROOM, Bar, bars, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def read(*rows: Bar, width: int = 720) -> xml.Element:
    return xml.fromstring(bars(rows, width, "Tulos"))


def boxes(chart: xml.Element, kind: str) -> list[xml.Element]:
    return [box for box in chart.iter(f"{SVG}rect") if box.get("class") == kind]


def test_one_tick_a_vote_and_hands_outlined() -> None:
    chart = read(Bar("Kahvila", 5, 2, "1"), Bar("Palo", 3))
    assert (len(boxes(chart, "tick")), len(boxes(chart, "open"))) == (6, 2)
    assert len({box.get("width") for box in boxes(chart, "tick")}) == 1
    assert chart.findtext(f"{SVG}title") == "Tulos" and chart.get("aria-label") == "Tulos"
    assert [text.text for text in chart.iter(f"{SVG}text") if text.get("class") == "sum"] == ["5", "3"]


def test_many_votes_make_narrow_ticks_and_then_one_bar() -> None:
    wide = float(boxes(read(Bar("a", ROOM)), "tick")[0].get("width", 0))
    narrow = boxes(read(Bar("a", CLOSED)), "tick")
    assert len(narrow) == CLOSED and float(narrow[0].get("width", 0)) < wide
    chart = read(Bar("a", 200, 20), Bar("b", 50))
    assert (len(boxes(chart, "tick")), len(boxes(chart, "open"))) == (2, 1)


def test_nothing_leaves_the_picture() -> None:
    chart = read(Bar("sana " * 60, 140, 3, "1"), Bar("x" * 300, 0, rank="2"), width=400)
    for box in chart.iter(f"{SVG}rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= 400
    height = float(chart.get("height", 0))
    assert all(float(text.get("y", 0)) <= height for text in chart.iter(f"{SVG}text"))


def test_a_text_stays_a_text() -> None:
    words = "<script>&\"'"
    chart = xml.fromstring(bars([Bar(words, 1)], title=words, lang="fi"))
    assert next(chart.iter(f"{SVG}tspan")).text == words and chart.get("aria-label") == words


def test_nothing_to_show_and_counts_that_cannot_be() -> None:
    assert len(read()) == 1
    for bad in (Bar("a", -1), Bar("a", 1, 2), Bar("a", 1, -1)):
        with pytest.raises(ValueError):
            bars([bad])


def test_lines_break_at_spaces() -> None:
    assert wrapped("yksi kaksi kolme", 10) == ["yksi kaksi", "kolme"]
    assert wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert wrapped("", 10) == [""]
