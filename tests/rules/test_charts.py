"""The charts: one drawing of each result, held by cases that the scripts solve too (`tests/js/charts.test.mjs`).

`WRITE_GOLDEN=1` writes the drawings anew; they are read in the diff.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from workshop.charts import Chart, chart_of, in_words, row_chart, whole_chart
from workshop.charts.drawing import Drawing
from workshop.charts.scatter import Point, scatter
from workshop.contract.shapes import TallyRow, TallyShape
from workshop.domain.activities import KINDS

PATH = Path(__file__).parents[1] / "data/chart_cases.json"
CASES = json.loads(PATH.read_text("utf-8"))


class Row:
    """A row with the label of its target."""

    def __init__(self, label: str, measures: Mapping[str, float]) -> None:
        self.label, self.measures = label, measures


def say(key: str, **facts: object) -> str:
    """The key with its facts, in place of a catalogue."""
    return " ".join([key, *(str(fact) for fact in facts.values())])


def tally(case: dict[str, Any]) -> TallyShape:
    """The shape of a case's result."""
    given = {name: case[name] for name in ("chart", "drawn", "scale", "main", "unit")}
    rows = [TallyRow(target=i, rank=i + 1, measures=measures) for i, measures in enumerate(case["rows"])]
    told = {"facts": {}, "recounted": None, "themes": None}
    return TallyShape(id=1, method="any", adds_up=True, chooses=True, rows=rows, **told, **given)


def drawn(case: dict[str, Any]) -> dict[str, Any]:
    """Everything that is drawn of a case, as markup."""
    chart = chart_of(tally(case))
    named = [Row(str(i + 1), measures) for i, measures in enumerate(case["rows"])]
    return {
        "row_charts": [str(row_chart(chart, row, tuple(case["longest"]), say)) for row in case["rows"]],
        "whole": str(whole_chart(chart, named, say)),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_result_is_drawn_as_its_case_says(case: dict[str, Any]) -> None:
    found = drawn(case)
    if os.environ.get("WRITE_GOLDEN"):
        case.update(found)
        PATH.write_text(json.dumps(CASES, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == {name: case[name] for name in ("row_charts", "whole")}


def chart(name: str, **more: Any) -> Chart:
    return Chart(**{"name": name, "unit": "votes", "main": "n", "drawn": ["n"], "scale": (1, 5), "most": 9, **more})


def test_one_tick_is_one_vote_and_many_close_into_a_bar() -> None:
    def of(most: int) -> str:
        return str(
            row_chart(chart("ticks", drawn=["phone", "hands"], most=most), {"phone": 2, "hands": 1}, (12, "rem"), say)
        )

    assert of(24).count("<i>") == 2 and of(24).count('<i class="paper">') == 1 and "narrow" not in of(24)
    assert "narrow" in of(25) and "narrow" in of(60)
    assert "<i" not in of(61) and 'width="0.59rem"' in of(61) and of(61).count('class="paper"') == 1


@pytest.mark.parametrize("name", ["ticks", "histogram", "groups", "scatter"])
def test_nothing_and_nobody_draw_nothing(name: str) -> None:
    empty = TallyShape(
        id=1,
        method="any",
        chart=name,
        drawn=["a", "b"],
        scale=[0, 4],
        main="a",
        unit="points",
        adds_up=False,
        chooses=True,
        facts={},
        recounted=None,
        themes=None,
        rows=[],
    )
    assert chart_of(empty).most == 0
    assert row_chart(chart_of(empty), {"a": 0, "b": 0}, (12, "rem"), say) == ""
    whole = whole_chart(chart_of(empty), [], say)
    assert ("circle" not in whole) and bool(whole) == (name == "scatter")


def test_columns_of_all_rows_have_one_scale() -> None:
    rows = [{"a": 10, "b": 0}, {"a": 5, "b": 1}]
    found = TallyShape(
        id=1, method="any", chart="histogram", drawn=["a", "b"], scale=[1, 2], main="a", unit="points",
        adds_up=False, chooses=True, facts={}, recounted=None, themes=None,
        rows=[TallyRow(target=i, rank=1, measures=one) for i, one in enumerate(rows)],
    )  # fmt: skip
    tall = [
        [
            float(rect.attrib["height"])
            for rect in ElementTree.fromstring(row_chart(chart_of(found), row, (1, "em"), say))
            if rect.tag == "rect" and "class" not in rect.attrib
        ]
        for row in rows
    ]
    assert tall == [[30.0], [15.0, 3.0]], "no column for nobody; half as many is half as tall"


def test_who_cannot_see_a_histogram_hears_it() -> None:
    one = chart("histogram", drawn=["a", "b", "c"], scale=(1, 3))
    made = row_chart(one, {"a": 2, "b": 0, "c": 7}, (1, "em"), say)
    assert 'role="img"' in made and f'aria-label="{in_words(one, {"a": 2, "b": 0, "c": 7}, say)}"' in made
    assert in_words(one, {"a": 2, "b": 0, "c": 7}, say) == "chart.histogram 1: 2, 2: 0, 3: 7"


def test_words_in_a_drawing_never_become_markup() -> None:
    def hostile(key: str, **facts: object) -> str:
        return '"><script>alert(1)</script>'

    one = chart("scatter", main="x", drawn=["x", "y"])
    for made in (
        whole_chart(one, [Row("<b>", {"x": 1, "y": 2})], hostile),
        row_chart(chart("histogram"), {"n": 1}, (1, "em"), hostile),
    ):
        assert "<script" not in made and "<b>" not in made


def test_labels_never_meet_and_stay_inside() -> None:
    points = [Point(str(600 - i), i % 5, i % 3) for i in range(600)]
    _, _, (_, svg, _) = scatter(points, 0, 4, "x", "y")
    assert isinstance(svg, Drawing)
    parts = [part for part in svg[2] if isinstance(part, Drawing)]
    names = [part for part in parts if part[0] == "text"]
    boxes = [(float(n[1]["x"]), float(n[1]["y"]), 2.4 * len(str(n[2][0]))) for n in names]
    assert sum(part[0] == "circle" for part in parts) == 600 and 15 <= len(names) <= 40
    for i, (x, y, wide) in enumerate(boxes):
        assert x >= 0 and x + wide <= 100 and 4 <= y <= 100
        for other_x, other_y, other in boxes[:i]:
            assert x >= other_x + other - 0.02 or other_x >= x + wide - 0.02 or abs(y - other_y) >= 3.98


def test_what_no_one_placed_has_no_place() -> None:
    one = chart("scatter", drawn=["x", "y", "placed"], scale=(0, 4))
    rows = [Row("1", {"x": 0, "y": 0, "placed": 0}), Row("2", {"x": 0, "y": 0, "placed": 3})]
    made = whole_chart(one, rows, say)
    assert made.count("<circle") == 1 and ">2</text>" in made and ">1</text>" not in made


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.votes], ids=lambda kind: kind.name)
def test_a_kind_draws_measures_that_it_counts(kind: Any) -> None:
    known = {measure.name for measure in kind.measures}
    assert set(kind.drawn) <= known and kind.drawn
    marks = kind.marks(kind.complete({}))
    if kind.chart == "histogram":
        assert len(kind.drawn) == marks.most - marks.least + 1, "one column for each mark"
    if kind.chart == "scatter":
        assert len(kind.drawn) in (2, 3) and marks.pair
