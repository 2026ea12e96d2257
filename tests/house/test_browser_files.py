"""Security rules for what is sent to browsers: no request to another host, nothing inline, text stays text. For old
phones see test_phone_floor."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, none
from tests.house.test_phone_floor import phone_scripts, phone_styles
from workshop.pages import scripts_and_styles

MAX_SCRIPT = 200
MAX_SHEET = 400

ASKS = re.compile(
    r"""(src|srcset|href|action|url\(|@import|from|import\(?|fetch\(|WebSocket\(|EventSource\()"""
    r"""\s*[=(]?\s*["'`]?(https?:|wss?:)?//"""
)
NAMESPACE = re.compile(r"(https?:)?//www\.w3\.org/")
MARKUP_FROM_TEXT = re.compile(
    r"\.(inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|document\.write|\beval\(|new Function\("
    r"|setAttribute\(\s*[\"']on"
)
INLINE = re.compile(
    r"""<script(?![^>]*(\ssrc=|type="application/json"))[^>]*>|<style|\sstyle\s*="""
    r"""|\son[a-z]+\s*=\s*["']|["']javascript:""",
    re.I,
)
COMMENT = {
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.S),
    ".css": re.compile(r"/\*.*?\*/", re.S),
    ".html": re.compile(r"\{#.*?#\}|<!--.*?-->", re.S),
}


def ours(folder: str, *suffixes: str) -> list[Path]:
    """Our own files of these types; files made by others are in a vendor folder, and bundles are made of both."""
    found = (path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if not {"vendor", "bundles"} & set(path.parts))


def body(path: Path) -> str:
    """The text with its comments blanked, line by line, so that line numbers stay true."""
    text = path.read_text("utf-8")
    pattern = COMMENT.get(path.suffix)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text) if pattern else text


def lines_with(paths: list[Path], pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> Iterator[str]:
    for path in paths:
        for number, line in enumerate(body(path).splitlines(), 1):
            if pattern.search(but.sub("", line) if but else line):
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"


def scripts() -> list[Path]:
    return ours("static", ".js", ".mjs")


def test_no_page_asks_another_host() -> None:
    paths = ours("templates", ".html", ".svg", ".txt", ".xml") + ours(
        "static", ".js", ".mjs", ".css", ".svg", ".html", ".json"
    )
    none(lines_with(paths, ASKS, but=NAMESPACE), "Pages ask their own server for everything:")


def test_text_never_becomes_markup() -> None:
    none(
        lines_with(scripts(), MARKUP_FROM_TEXT),
        "What people write is text; use textContent and the <template> elements:",
    )


def test_nothing_runs_inline() -> None:
    none(
        lines_with(ours("templates", ".html"), INLINE),
        "The security policy refuses inline scripts, styles and handlers:",
    )


def test_templates_escape_what_they_show() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false")
    none(
        lines_with(ours("templates", ".html"), unescaped),
        "Markup is made by code that says so (markupsafe.Markup), never by a filter:",
    )


def test_scripts_are_short() -> None:
    texts = {path.relative_to(ROOT): path.read_text("utf-8") for path in scripts()}
    sizes = {path: len(text.splitlines()) for path, text in texts.items() if not is_made(text)}
    long = (f"{path} has {size} lines" for path, size in sizes.items() if size > MAX_SCRIPT)
    none(long, f"No script is longer than {MAX_SCRIPT} lines; it holds more than one idea:")


def is_made(text: str) -> bool:
    """True for a generated file; its first line says so."""
    return "made by" in text.split("\n")[0].lower() or "generated" in text.split("\n")[0].lower()


def test_every_script_says_what_it_is_for() -> None:
    silent = (
        path.relative_to(ROOT) for path in scripts() if not path.read_text("utf-8").lstrip().startswith(("//", "/*"))
    )
    none(silent, "The first lines of a script say what it is for:")


def test_style_sheets_are_layered() -> None:
    bare = (
        path.relative_to(ROOT)
        for path in set(ours("static", ".css")) - set(phone_styles())
        if "@layer" not in body(path)
    )
    none(bare, "Every style sheet but those of phones stands in a layer, so that order of loading decides nothing:")


def test_columns_that_fill_a_line_are_never_wider_than_it() -> None:
    wide = (
        f"{path.relative_to(ROOT)}: {found}"
        for path in ours("static", ".css")
        for found in re.findall(r"repeat\(auto-fi\w+, minmax\((?!min\().*", path.read_text("utf-8"))
    )
    none(wide, "minmax(min(…, 100%), 1fr): else what stands in a narrow place is cut, as cards of the board were:")


def test_style_sheets_are_short() -> None:
    sizes = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in ours("static", ".css")}
    long = (f"{path} has {size} lines" for path, size in sizes.items() if size > MAX_SHEET)
    none(
        long,
        f"No style sheet is longer than {MAX_SHEET} lines; split it by what it draws (pages/scripts_and_styles.py):",
    )


def test_every_style_sheet_belongs_to_a_page() -> None:
    loaded = {
        path for page in scripts_and_styles.STYLES for path in scripts_and_styles.style(ROOT / "static", page).named
    }
    lost = {path.relative_to(ROOT / "static").as_posix() for path in ours("static", ".css")} - loaded
    none(sorted(lost), "Every style sheet is named in workshop/pages/scripts_and_styles.py, or no page has its rules:")


def test_the_phones_floor_reaches_what_a_phone_loads() -> None:
    names = {str(path.relative_to(ROOT / "static/js")) for path in phone_scripts()}
    assert {"phone.js", "wire/live.js", "text/words.js", "dom/el.js", "vote/places.js"} <= names
    assert not any(name.startswith(("console", "screen")) for name in names), "a phone would load another page's script"


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (ASKS, '<img src="https://a.b/c.png">'),
        (ASKS, "<link href=//a.b/c.css>"),
        (ASKS, 'import x from "https://a.b/c.js";'),
        (ASKS, "fetch(`http://a.b/`)"),
        (ASKS, "new WebSocket('wss://a.b/')"),
        (ASKS, "background: url(//a.b/c.png)"),
        (MARKUP_FROM_TEXT, "node.innerHTML = text"),
        (MARKUP_FROM_TEXT, "node.innerHTML += text"),
        (MARKUP_FROM_TEXT, 'node.insertAdjacentHTML("beforeend", text)'),
        (INLINE, "<script>x()</script>"),
        (INLINE, '<script nonce="x">x()</script>'),
        (INLINE, "<style>p { color: red }</style>"),
        (INLINE, '<p style="color: red">'),
        (INLINE, '<p onclick="x()">'),
        (INLINE, '<a href="javascript:x()">'),
    ],
)
def test_a_pattern_finds_what_it_forbids(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (ASKS, '<script src="/static/js/phone.js">'),
        (ASKS, 'import { el } from "./dom.js";'),
        (MARKUP_FROM_TEXT, "if (node.innerHTML === text)"),
        (INLINE, '<script type="module" src="/static/js/phone.js"></script>'),
        (INLINE, '<script type="application/json" id="first">{{ first }}</script>'),
        (INLINE, '<button class="on" data-on="x">'),
    ],
)
def test_a_pattern_passes_plain_lines(pattern: re.Pattern[str], line: str) -> None:
    assert not pattern.search(line)
