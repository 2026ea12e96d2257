"""Charts that stand alone as SVG: every vote is one stroke, bars keep their proportion, words stay inside and stay
words, and nothing is loaded."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workshop.charts import Chart, row_picture, standalone_svg, whole_picture
from workshop.charts.line_breaking import lines, width
from workshop.charts.standalone_svg import BARS, STYLE, PictureRow, PictureSection, alone, picture, pieces
from workshop.charts.tally_marks import lengths
from workshop.reports import png
from workshop.typesetting.missing_glyphs import BOX
from workshop.typesetting.svg_texts_set_over_picture import apart

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"


def say(key: str, **facts: object) -> str:
    return " ".join([key, *map(str, facts.values())])


def ticks(most: float) -> Chart:
    return Chart("ticks", "votes", "votes", ["phone", "hands"], (1, 5), most)


def test_pictures_and_prints_have_the_colours_of_phones() -> None:
    top = Path(__file__).parents[2]
    light = (top / "static/css/phone.css").read_text("utf-8").partition("color-scheme: light;")[2].partition("}")[0]
    phones = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light))
    for name in ("accent", "text", "muted", "edge", "line"):
        assert getattr(standalone_svg, name.upper()) == phones[name], name
    prints = dict(
        re.findall(r'#let (\w+) = rgb\("(#\w+)"\)', (top / "workshop/typesetting/printables.typ").read_text("utf-8"))
    )
    roles = {"ink": "text", "quiet": "muted", "accent": "accent", "hairline": "edge"}
    assert prints == {name: phones[role] for name, role in roles.items()}


def rects(made: str) -> list[tuple[bool, float, float]]:
    """Whether each bar is outlined, where it begins, and its width."""
    found = ElementTree.fromstring(made).iter(f"{SVG}rect")
    return [(one.get("class") == "paper", float(one.attrib["x"]), float(one.attrib["width"])) for one in found]


@pytest.mark.parametrize("most", [3, 24, 60])
def test_one_vote_is_one_stroke_and_hands_are_outlined(most: int) -> None:
    drawn = row_picture(ticks(most), {"phone": most - 1, "hands": 1}, BARS, say)
    assert drawn
    found = rects(alone(drawn))
    assert [outlined for outlined, *_ in found] == [False] * (most - 1) + [True]
    ends = [x + wide for _, x, wide in found]
    assert all(end < x for end, (_, x, _) in zip(ends, found[1:], strict=False)) and ends[-1] <= BARS


def test_many_votes_are_one_bar_as_long_as_their_share() -> None:
    drawn = row_picture(ticks(200), {"phone": 80, "hands": 20}, 400, say)
    assert drawn
    (phone, at, long), (hands, _, short) = rects(alone(drawn))
    assert (phone, at, long) == (False, 0, 160) and hands and short == pytest.approx(40, abs=2)


def test_a_row_without_votes_draws_nothing() -> None:
    assert row_picture(ticks(9), {"phone": 0, "hands": 0}, BARS, say) is None
    assert row_picture(ticks(0), {"phone": 0, "hands": 0}, BARS, say) is None
    assert whole_picture(ticks(9), [], say) is None


@pytest.mark.parametrize("text", [LONG * 3, "a " * 300, "日本" * 40, "", "Kahvila 😀 auki"])
def test_lines_are_no_wider_than_their_column_and_keep_the_words(text: str) -> None:
    found = lines(text, 300, 19)
    assert all(width(line) * 19 <= 300 for line in found)
    assert "".join(found).replace(" ", "").replace("-", "") == text.replace(" ", "")
    cut = lines(text, 300, 19, most=2)
    assert cut == found or (len(cut) == 2 and cut[-1].endswith("…") and width(cut[-1]) * 19 <= 300)


def test_a_word_wider_than_its_line_has_a_hyphen_where_it_goes_on() -> None:
    """Two lines of it read as two words."""
    first, *_, last = lines("lentokonesuihkuturbiinimoottoriapumekaanikko", 200, 19)
    assert first.endswith("-") and not last.endswith("-")
    assert not any("-" in line for line in lines(f"{'5' * 60} {'日' * 60} kahvila", 200, 19))


def test_a_picture_says_in_words_what_it_shows_loads_nothing_and_holds_no_markup_of_others() -> None:
    rows = [
        PictureRow("A", "<script>alert(1)</script> & co", lengths([1], 1, BARS), "12"),
        PictureRow("", LONG * 9, None, "–"),
    ]
    made = picture(
        "Foorumi <1>", ["Turku"], [PictureSection("Teemat", rows, None, ["Näin laskettiin."])], "Kaavio: A 12", "fi"
    )
    root = ElementTree.fromstring(made)
    assert root.findtext(f"{SVG}title") == "Foorumi <1>" and root.findtext(f"{SVG}desc") == "Kaavio: A 12"
    assert root.get("role") == "img" and not list(root.iter(f"{SVG}script"))
    assert not re.search(r"url\(|href|@import|var\(", made) and made.count("http") == 1
    told = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert "<script>alert(1)</script> & co" in " ".join(told) and {"12", "–", "Näin laskettiin."} <= set(told)
    tall = float(root.attrib["height"])
    assert all(0 <= float(one.attrib["y"]) < tall for one in root.iter(f"{SVG}text"))


def test_the_number_stands_at_the_end_of_its_bar() -> None:
    rows = [PictureRow(str(share), "x", lengths([share], 1, BARS), f"n{share}") for share in (1, 0.5)]
    root = ElementTree.fromstring(picture("t", [], [PictureSection("s", rows)], "d", "fi"))
    at = {one.text: float(one.attrib["x"]) for one in root.iter(f"{SVG}text")}
    assert at["n1"] - at["n0.5"] == pytest.approx(BARS / 2) and at["n1"] + 80 < 1000


def test_a_chart_in_pieces_is_the_whole_one_and_its_words_begin_at_one_place() -> None:
    """A chart that had to stay whole left half of the page before it blank."""
    rows = [PictureRow(label, "Kahvila", lengths([1], 1, BARS), "12") for label in ("9", "10 =", "")]
    section = PictureSection("", rows, None, ["Näin laskettiin."])
    drawn = [ElementTree.fromstring(one) for one in pieces(section)]
    whole = ElementTree.fromstring(picture("", [], [section], "d", "fi"))
    assert len(drawn) == 4
    assert ["".join(one.itertext()) for one in drawn] == [
        *(f"{STYLE}{row.label}Kahvila12" for row in rows),
        f"{STYLE}Näin laskettiin.",
    ]
    assert sum(float(one.attrib["height"]) for one in drawn) == pytest.approx(float(whole.attrib["height"]), abs=40)
    begin = {one.attrib["x"] for one in whole.iter(f"{SVG}text") if one.text == "Kahvila"}
    assert len(begin) == 1 and begin == {
        one.attrib["x"] for part in drawn for one in part.iter(f"{SVG}text") if one.text == "Kahvila"
    }


def of_row(text: str) -> str:
    """A picture of one row."""
    rows = [PictureRow("A", text, lengths([1], 1, BARS), "12")]
    return picture("Foorumi", ["Turku"], [PictureSection("Teemat", rows)], "d", "fi")


@pytest.mark.parametrize("text", ["مقهى صغير", "קפה", "→ 👍🏽"])
def test_a_picture_as_png_shows_every_script(text: str) -> None:
    """Words in Arabic were boxes in a chart, in the PDF and in Word too."""
    boxes = "".join(" " if one == " " else BOX for one in text)
    without = png.drawn(of_row(""))
    assert len({png.drawn(of_row(text)), png.drawn(of_row(boxes)), without}) == 3
    assert BOX not in apart(of_row(text))[0]


def test_a_text_from_right_to_left_begins_at_the_right_of_its_column() -> None:
    """Each of its lines, those that begin with other letters too."""
    _, wide, labels = apart(of_row("5 مقهى صغير في حديقة المتحف (Kahvila 2) معارض للأطفال"))
    ends = {(one["x"], one["leftward"]) for one in labels}
    assert len(labels) > 1 and ends == {(40 + 430, True)} and wide == 1080
    assert apart(of_row("Kahvila"))[2] == []
