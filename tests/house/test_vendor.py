"""Every file of others in static/vendor and in workshop/typesetting/fonts equals what their lists say, byte for byte,
has its licence, and names no source map elsewhere."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR, FONTS = ROOT / "static/vendor", ROOT / "workshop/typesetting/fonts"
LISTS = pytest.mark.parametrize("of", [VENDOR / "vendor.json", FONTS / "fonts.json"], ids=lambda of: of.stem)
MADE_HERE = {"README.md", "coverage.json"}


def packages(of: Path) -> list[dict]:
    return json.loads(of.read_text("utf-8"))


@LISTS
def test_every_file_is_as_it_was_copied(of: Path) -> None:
    for file in (file for package in packages(of) for file in package["files"]):
        body = (of.parent / file["path"]).read_bytes()
        assert len(body) == file["bytes"], file["path"]
        assert base64.b64encode(hashlib.sha384(body).digest()).decode() == file["sha384"], file["path"]


@LISTS
def test_no_file_stands_there_unnamed(of: Path) -> None:
    named = {file["path"] for package in packages(of) for file in package["files"]}
    standing = {str(path.relative_to(of.parent)) for path in of.parent.rglob("*") if path.is_file()}
    assert standing - MADE_HERE - {of.name} == named


@LISTS
def test_every_package_names_its_version_and_brings_its_licence(of: Path) -> None:
    for package in packages(of):
        assert package["package"] and package["version"] and package["licence"]
        assert any(Path(file["path"]).name.startswith("LICENSE") for file in package["files"]), package["package"]


def test_no_script_points_to_a_source_map() -> None:
    assert [path.name for path in VENDOR.rglob("*.js") if "sourceMappingURL" in path.read_text("utf-8")] == []


def test_no_style_sheet_asks_for_a_weight_that_the_font_lacks() -> None:
    """The fonts were cut to these weights, so that a phone loads less (static/vendor/README.md)."""
    sheets = {path: path.read_text("utf-8") for path in (VENDOR.parent / "css").rglob("*.css")}
    offered = {found for text in sheets.values() for found in re.findall(r"font-weight: (\d+ \d+);", text)}
    assert offered == {"400 720"}
    asked = re.compile(r"(?:font-weight|--(?:weight-)?(?:text|mid|strong)): ([^;]+);")
    for path, text in sheets.items():
        weights = set(asked.findall(text)) - offered
        assert [one for one in weights if one.isdigit() and not 400 <= int(one) <= 720] == [], path.name
        assert not weights & {"bolder", "lighter"}, path.name
