"""Files of ideas: a text is everything between two line ends, of any characters."""

from pathlib import Path

import pytest

from workshop.rehearsal.idea_texts_for_participants import PlanError, Thought, read_ideas


def read(folder: Path, text: str) -> list[Thought]:
    path = folder / "ideas.tsv"
    path.write_bytes(text.encode())
    return read_ideas(path)


@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_a_text_is_cut_at_line_ends_alone(tmp_path: Path, inside: str) -> None:
    assert read(tmp_path, f"lang\ttext\nfi\tPenkki{inside}puun alle\n") == [
        Thought("fi", "", f"Penkki{inside}puun alle")
    ]
    assert [one.text for one in read(tmp_path, f"Penkki{inside}puun alle\nLaituri\n")] == [
        f"Penkki{inside}puun alle",
        "Laituri",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_editors_line_ends_are_known(tmp_path: Path, end: str) -> None:
    assert [one.text for one in read(tmp_path, f"Penkki{end}{end}Laituri{end}")] == ["Penkki", "Laituri"]


def test_a_tab_in_a_text_cuts_nothing_away(tmp_path: Path) -> None:
    assert [one.text for one in read(tmp_path, "Penkki\tpuun alle\nLaituri\n")] == ["Penkki\tpuun alle", "Laituri"]
    assert read(tmp_path, "lang\ttext\nsv\tBänk\tunder trädet\n") == [Thought("sv", "", "Bänk\tunder trädet")]


def test_a_mark_at_the_files_beginning_is_no_part_of_a_text(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufefflang\ttext\nen\tA bench\n") == [Thought("en", "", "A bench")]


def test_rows_without_a_text_are_no_ideas(tmp_path: Path) -> None:
    assert [one.text for one in read(tmp_path, "lang\ttext\nfi\t\nfi\tPenkki\nfi\n")] == ["Penkki"]
    with pytest.raises(PlanError):
        read(tmp_path, "lang\ttext\nfi\t\n")
