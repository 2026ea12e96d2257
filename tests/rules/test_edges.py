"""Rules at their edges, each with the cases on both sides: spans that overlap or touch, marks at the ends of their
range, people who answered nothing, words that a wall of signs hides."""

import struct
import zlib

import pytest

from workshop.access.qr import MARGIN, PIXELS, qr_png, qr_svg, qr_terminal
from workshop.domain import ideas, screening
from workshop.domain.activities import dots
from workshop.domain.errors import Refusal
from workshop.domain.masked_text import MASK, masked, masked_details
from workshop.domain.methods.agreement import UNSURE, counted, one_theme, percent
from workshop.domain.methods.base import Ballot
from workshop.domain.screening.folding import fold


@pytest.mark.parametrize(
    ("found", "places"),
    [
        ({}, []),
        ({"phone": [(4, 9)]}, [(4, 9)]),
        ({"phone": [(0, 5), (10, 12)], "email": [(3, 8)]}, [(0, 8), (10, 12)]),
        ({"phone": [(0, 10)], "email": [(2, 4)]}, [(0, 10)]),
        ({"phone": [(0, 3)], "email": [(3, 5)]}, [(0, 3), (3, 5)]),
        ({"phone": [(6, 8)], "email": [(0, 2)]}, [(0, 2), (6, 8)]),
    ],
)
def test_what_was_found_twice_is_one_place(
    found: dict[str, list[tuple[int, int]]], places: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "_found", lambda text: found)
    assert screening.places("words") == places


@pytest.mark.parametrize(
    ("text", "spans", "others_see"),
    [
        ("Soita 040 123", [], "Soita 040 123"),
        ("Soita 040 123", [(6, 13)], f"Soita {MASK}"),
        ("040 tai 050!", [(0, 3), (8, 11)], f"{MASK} tai {MASK}!"),
        ("😀040", [(1, 4)], f"😀{MASK}"),
    ],
)
def test_a_covered_part_leaves_all_other_words(text: str, spans: list[tuple[int, int]], others_see: str) -> None:
    assert masked(text, spans) == others_see


def test_the_details_of_a_proposal_are_covered_only_with_its_title() -> None:
    details = {"description": "Soita 040 123 4567"}
    assert masked_details(details, []) == details
    assert masked_details(details, [(0, 1)]) == {"description": f"Soita {MASK}"}


@pytest.mark.parametrize(
    ("written", "read"), [("a–b", "a-b"), ("a−b", "a-b"), ("a b", "a b"), ("１２", "12"), ("a。b", "a.b"), ("ÄÖ", "äö")]
)
def test_signs_that_look_alike_are_read_alike(written: str, read: str) -> None:
    assert fold(written).text == read


@pytest.mark.parametrize(
    ("looked_at_first", "kept_back", "hidden", "state"),
    [
        (False, False, False, "shown"),
        (False, True, False, "private"),
        (True, False, False, "waiting"),
        (True, True, False, "waiting"),
        (True, False, True, "hidden"),
        (False, True, True, "hidden"),
    ],
)
def test_an_imported_idea_stays_hidden_or_waits(
    looked_at_first: bool, kept_back: bool, hidden: bool, state: str
) -> None:
    assert ideas.imported(looked_at_first, kept_back, hidden) == state


DOTS: dict[str, int | bool | str] = {"dots": 3, "cap": 2, "of": "ideas"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [({}, {}), ({7: 0}, {}), ({7: 1}, {7: 1}), ({7: 2, 8: 1}, {7: 2, 8: 1}), ({7: 2, 8: 0}, {7: 2})],
)
def test_dots_up_to_the_cap_and_the_total_are_kept(given: dict[int, int], kept: dict[int, int]) -> None:
    assert dots.rules(given, DOTS) == kept


@pytest.mark.parametrize(
    ("given", "code"),
    [({7: -1}, "ballot_bad"), ({7: 3}, "dot_cap"), ({7: 2, 8: 2}, "no_dots"), ({7: 3, 8: 1}, "dot_cap")],
)
def test_one_dot_too_many_is_refused(given: dict[int, int], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        dots.rules(given, DOTS)
    assert refused.value.code == code


def test_a_cap_may_be_all_dots_and_no_more() -> None:
    dots.fit({"dots": 2, "cap": 2, "of": "ideas"})
    with pytest.raises(Refusal) as refused:
        dots.fit({"dots": 2, "cap": 3, "of": "ideas"})
    assert (refused.value.code, refused.value.facts) == ("cap_over_dots", {"dots": 2, "cap": 3})


def test_sorted_ideas_are_counted_for_those_in_the_list_alone() -> None:
    marks: list[dict[int, int]] = [{1: 5, 2: UNSURE, 9: 5}, {1: 5}, {1: 6}, {}]
    cast = [Ballot("x", "phone", 1, one) for one in marks]
    assert counted(cast, [1, 2, 3]) == {1: {5: 2, 6: 1}, 2: {UNSURE: 1}, 3: {}}


@pytest.mark.parametrize(("marks", "said"), [([], UNSURE), ([UNSURE, 4, 5], 4), ([UNSURE], UNSURE), ([5, 4], 5)])
def test_the_first_theme_that_a_person_named_counts(marks: list[int], said: int) -> None:
    assert one_theme(marks) == said


@pytest.mark.parametrize(("share", "whole"), [(0, 0), (0.004, 0), (0.005, 1), (0.625, 63), (0.994, 99), (1, 100)])
def test_percent_are_rounded_half_up(share: float, whole: int) -> None:
    assert percent(share) == whole


def test_a_kept_qr_code_is_black_on_white_with_its_quiet_zone() -> None:
    """A phone reads a code only with its margin, and many read no white on black."""
    png, side = qr_png("HTTP://MUSEO.FI/J/ABC"), qr_svg("HTTP://MUSEO.FI/J/ABC").size
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (width, height, depth, colour) == (side * PIXELS, side * PIXELS, 8, 0)
    start = png.index(b"IDAT")
    size = struct.unpack(">I", png[start - 4 : start])[0]
    lines = zlib.decompress(png[start + 4 : start + 4 + size])
    rows = [lines[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]
    edge = MARGIN * PIXELS
    assert not any(any(byte != 255 for byte in row) for row in rows[:edge]), "the quiet zone is white"
    assert set(rows[edge][edge : edge + 7 * PIXELS]) == {0}, "the corner's frame is black"
    assert rows[edge + PIXELS][edge + PIXELS] == 255


def test_a_code_in_a_terminal_has_two_rows_in_a_line() -> None:
    size = qr_svg("HTTP://MUSEO.FI/J/ABC").size
    lines = qr_terminal("HTTP://MUSEO.FI/J/ABC", colour=False).rstrip("\n").split("\n")
    assert len(lines) == (size + 1) // 2 and {len(line) for line in lines} == {size}
    assert "\x1b" not in "".join(lines) and "\x1b" in qr_terminal("HTTP://MUSEO.FI/J/ABC")
