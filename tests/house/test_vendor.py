"""Every file in static/vendor equals what vendor.json says, byte for byte, has its licence, and names no source map
elsewhere."""

import base64
import hashlib
import json
import re
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static/vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text("utf-8"))


def test_every_file_is_as_it_was_copied() -> None:
    for package in PACKAGES:
        for file in package["files"]:
            body = (VENDOR / file["path"]).read_bytes()
            assert len(body) == file["bytes"], file["path"]
            assert base64.b64encode(hashlib.sha384(body).digest()).decode() == file["sha384"], file["path"]


def test_no_file_stands_there_unnamed() -> None:
    named = {file["path"] for package in PACKAGES for file in package["files"]} | {"vendor.json", "README.md"}
    standing = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert standing == named


def test_every_package_names_its_version_and_brings_its_licence() -> None:
    for package in PACKAGES:
        assert package["package"] and package["version"] and package["licence"]
        assert any(Path(file["path"]).name == "LICENSE" for file in package["files"]), package["package"]


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
