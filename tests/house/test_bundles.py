"""The bundles that pages load are what their sources say now, whole, and for the phone not above the browser floor."""

import re
import shutil
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.house.test_phone_floor import CSS, findings, flexbox_gaps, nested_rules
from tests.house.test_scripts import TEXT_OR_COMMENT
from workshop.pages import script_bundles, scripts_and_styles
from workshop.pages.scripts_and_styles import Bundle

STATIC = ROOT / "static"
BUNDLES = scripts_and_styles.bundles(STATIC)
NEWER = {
    "?.": r"\?\.(?!\d)",
    "??": r"\?\?",
    "||= and &&=": r"\|\|=|&&=",
    "a private member": r"this\.#",
    "a static block or field": r"\bstatic\s*(?:\{|\w+\s*[=;}])",
    "an awaited module": r"(?:^|[;}])await\b",
    "BigInt": r"\b\d+n\b",
    "import.meta": r"\bimport\.meta\b",
}
"""Syntax that old phones cannot read. The functions they lack are looked for in the sources (test_phone_floor.py)."""


def text(one: Bundle) -> str:
    return (STATIC / one.path).read_text("utf-8")


def syntax(script: str) -> list[str]:
    """The newer syntax in a script, whatever its texts and comments say."""
    code = TEXT_OR_COMMENT.sub('""', script)
    return [f"{what}: {found[0]}" for what, pattern in NEWER.items() for found in re.finditer(pattern, code)]


def test_every_bundle_is_made_of_its_sources_as_they_are() -> None:
    assert script_bundles.stale() == [], "run python -m workshop.pages.script_bundles"
    assert scripts_and_styles.stale(STATIC) == (), "pages would load the sources instead"


def test_nothing_else_is_there() -> None:
    there = {path.relative_to(STATIC).as_posix() for path in (STATIC / "bundles").rglob("*") if path.is_file()}
    assert there == {one.path for one in BUNDLES}


@pytest.mark.parametrize("one", BUNDLES, ids=lambda one: str(one.path))
def test_a_bundle_is_whole_and_says_what_it_is(one: Bundle) -> None:
    first, _, rest = text(one).partition("\n")
    assert re.fullmatch(r"/\* script_bundles\.py [0-9a-f]{12} [0-9a-f]{8} \*/", first)
    second = Path(one.path).stem in scripts_and_styles.SECOND.values()
    if second:
        assert 'from"./phone.js"' in rest, "it uses the modules of the script that is running"
        rest = re.sub(r'^(import\{[^}]*\}from"\./phone\.js";)+', "", rest)
    assert not re.search(r"""(?:^|[;}\s])(?:import|@import)\s*["'{*]|\bfrom\s*["']\./|sourceMappingURL""", rest)
    if any("socket.io" in source for source in one.sources) and not second:
        assert "Released under the MIT License" in rest, "the licence of what was copied stays with it"


@pytest.mark.parametrize("page", script_bundles.PHONE)
def test_an_old_phone_can_read_it(page: str) -> None:
    assert syntax(text(scripts_and_styles.script(STATIC, page))) == []


def test_an_old_phone_can_read_its_style_sheet() -> None:
    sheet = text(scripts_and_styles.style(STATIC, "phone"))
    assert [*findings(sheet, CSS), *flexbox_gaps(sheet), *nested_rules(sheet)] == []


@pytest.mark.parametrize("bad", ["a?.b", "a??b", "this.#a=1", "a||=b", "class A{static b=1}", "f();await g()", "x=1n"])
def test_newer_syntax_is_found(bad: str) -> None:
    assert syntax(bad)


def test_texts_and_plain_code_are_no_newer_syntax() -> None:
    assert syntax('a="b??c?.d";/* e?.f */g?.5:1;h.static;async()=>{await i}') == []


def test_a_changed_source_makes_a_bundle_stale(tmp_path: Path) -> None:
    static = tmp_path / "static"
    shutil.copytree(STATIC, static, ignore=shutil.ignore_patterns("vendor", "console", "screen"))
    shutil.copytree(STATIC / "vendor", static / "vendor")
    join, phone = scripts_and_styles.script(static, "join"), scripts_and_styles.style(static, "phone")
    assert scripts_and_styles.is_fresh(static, join) and scripts_and_styles.is_fresh(static, phone)
    words = static / "js/text/words.js"
    words.write_bytes(words.read_bytes().replace(b"\n", b"\r\n"))
    assert scripts_and_styles.is_fresh(static, join), "a checkout with other ends of lines is no change"
    words.write_text(words.read_text("utf-8") + "// new\n", "utf-8")
    assert not scripts_and_styles.is_fresh(static, join) and scripts_and_styles.is_fresh(static, phone)


def test_two_scripts_of_different_releases_cannot_be_linked() -> None:
    """Their short names mean other things in each release."""
    first, second = (text(scripts_and_styles.script(STATIC, page)) for page in ("phone", "phone_second"))
    name = re.findall(r"\bof_[0-9a-f]{12}\b", first)
    assert len(name) == 1 and f"import{{{name[0]}}}from" in second and name[0][3:] in second.split("\n")[0]


def test_two_scripts_of_a_page_become_stale_together(tmp_path: Path) -> None:
    """A second script of other sources than the first could not be linked to it."""
    static = tmp_path / "static"
    shutil.copytree(STATIC, static, ignore=shutil.ignore_patterns("console", "screen"))
    pair = [scripts_and_styles.script(static, page) for page in ("phone", "phone_second")]
    assert [scripts_and_styles.is_fresh(static, one) for one in pair] == [True, True]
    ranking = static / "js/phone/ranking.js"
    ranking.write_text(ranking.read_text("utf-8") + "// new\n", "utf-8")
    assert [scripts_and_styles.is_fresh(static, one) for one in pair] == [False, False]
