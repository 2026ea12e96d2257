"""`make grouping-figures`: any files of this shape, and one JSON object."""

import json
from pathlib import Path

import pytest

from tests.grouping.conftest import DATA
from tests.tools import grouping_figures
from tests.tools.grouping_figures import adjusted_rand

FIGURES = {
    "duplicate_top3",
    "titles_top3",
    "three_placed_top3",
    "accept_precision",
    "accept_coverage",
    "offer_first_precision",
    "offer_precision",
    "offer_coverage",
    "guess_first_precision",
    "guess_precision",
    "guess_coverage",
    "names_of_title",
    "piles_ari",
    "seconds",
    "cards",
}


def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ideas: Path, themes: Path) -> dict:
    monkeypatch.setattr(grouping_figures, "is_installed", lambda: False)
    monkeypatch.setattr("sys.argv", ["figures", str(ideas), str(themes)])
    grouping_figures.main()
    said = capsys.readouterr()
    assert "make suggest" in said.err
    return json.loads(said.out)


def test_it_prints_one_object(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(monkeypatch, capsys, DATA / "grouping_riverside.tsv", DATA / "grouping_riverside_themes.tsv")
    assert set(found) == {"lexical", "semantic"} and found["semantic"] is None
    assert set(found["lexical"]) == FIGURES and found["lexical"]["cards"] == 83


def test_further_columns_are_ignored_and_a_missing_one_is_no_figure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ideas, themes = tmp_path / "ideas.tsv", tmp_path / "themes.tsv"
    rows = [
        f'x\t{key}\t\tSanoo "{word} {number}\r'
        for key, word in (("a", "kahvila"), ("b", "bussi"))
        for number in range(5)
    ]
    ideas.write_text("note\tcluster\tlang\ttext\r\n" + "\n".join(rows) + "\n", "utf-8-sig", newline="")
    themes.write_text("key\ttitle_fi\tcolour\na\tKahvila\tred\nb\t\tblue\nempty\tTyhjä\t\n", "utf-8")
    found = printed(monkeypatch, capsys, ideas, themes)["lexical"]
    assert found["duplicate_top3"] is None and found["cards"] == 10 and found["three_placed_top3"] == 1


def test_the_index_is_one_for_equal_parts_and_none_for_chance() -> None:
    assert adjusted_rand([(0, 5), (0, 5), (1, -1), (1, -1)]) == 1
    assert adjusted_rand([(0, 0), (0, 1), (1, 0), (1, 1)]) == pytest.approx(-0.5)
    assert adjusted_rand([(0, 0), (0, 0), (1, 1), (2, 1)]) == pytest.approx(4 / 7)
