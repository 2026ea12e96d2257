"""What is sent to browsers: no other host is asked, nothing runs inline, and the phone's files stay under the browser floor.

Old phones are met by plain forms and plain scripts; which browsers, the map in workshop/README.md says.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, none

MAX_SCRIPT = 200
PHONE_ENTRY = "static/js/phone.js"
PHONE_STYLE = "static/css/phone.css"

ASKS = re.compile(
    r"""(src|srcset|href|action|url\(|@import|from|import\(?|fetch\(|WebSocket\(|EventSource\()"""
    r"""\s*[=(]?\s*["'`]?(https?:|wss?:)?//"""
)
NAMESPACE = re.compile(r"(https?:)?//www\.w3\.org/")
MARKUP_FROM_TEXT = re.compile(
    r"\.(inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|document\.write|\beval\(|new Function\(|setAttribute\(\s*[\"']on"
)
INLINE = re.compile(
    r"""<script(?![^>]*(\ssrc=|type="application/json"))[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|["']javascript:""", re.I
)
TOO_NEW_SCRIPT = re.compile(
    r"\?\.(?!\d)|\?\?|\|\|=|&&=|\b\d+_\d|randomUUID|\.subtle\b|navigator\.clipboard|wakeLock"
    r"|serviceWorker|structuredClone|replaceChildren|\.(replaceAll|matchAll|allSettled|at)\("
)
TOO_NEW_STYLE = re.compile(r"@layer|@container|@import|oklch\(|color-mix\(|clamp\(|:(has|is|where)\(|(?<![-\w])inset\s*:|[{;]\s*&")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["'](\.[^"']+)["']""")
COMMENT = {
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.S),
    ".css": re.compile(r"/\*.*?\*/", re.S),
    ".html": re.compile(r"\{#.*?#\}|<!--.*?-->", re.S),
}


def ours(folder: str, *suffixes: str) -> list[Path]:
    """Our own files of these kinds; what others made stands in a vendor folder."""
    return sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes and "vendor" not in path.parts)


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


def phone_scripts() -> list[Path]:
    """The phone page's script, all that it imports, and every module that calls itself fit for phones."""
    found = {path for path in scripts() if "phone-safe" in path.read_text("utf-8").split("\n\n")[0].lower()}
    waiting = [ROOT / PHONE_ENTRY] + sorted(found)
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop().resolve()
        if path in seen or not path.exists() or "vendor" in path.parts:
            continue
        seen.add(path)
        waiting += [path.parent / target for target in IMPORTED.findall(path.read_text("utf-8"))]
    return sorted(seen)


def test_no_page_asks_another_host() -> None:
    paths = ours("templates", ".html", ".svg", ".txt", ".xml") + ours("static", ".js", ".mjs", ".css", ".svg", ".html", ".json")
    none(lines_with(paths, ASKS, but=NAMESPACE), "Pages ask their own server for everything:")


def test_text_never_becomes_markup() -> None:
    none(lines_with(scripts(), MARKUP_FROM_TEXT), "What people write is text; use textContent and the <template> elements:")


def test_nothing_runs_inline() -> None:
    none(lines_with(ours("templates", ".html"), INLINE), "The security policy refuses inline scripts, styles and handlers:")


def test_templates_escape_what_they_show() -> None:
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false")
    none(lines_with(ours("templates", ".html"), unescaped), "Markup is made by code that says so (markupsafe.Markup), never by a filter:")


def test_scripts_are_short() -> None:
    texts = {path.relative_to(ROOT): path.read_text("utf-8") for path in scripts()}
    sizes = {path: len(text.splitlines()) for path, text in texts.items() if not is_made(text)}
    long = (f"{path} has {size} lines" for path, size in sizes.items() if size > MAX_SCRIPT)
    none(long, f"No script is longer than {MAX_SCRIPT} lines; it holds more than one idea:")


def is_made(text: str) -> bool:
    """True for a file that a program writes; its first line says so."""
    return "made by" in text.split("\n")[0].lower() or "generated" in text.split("\n")[0].lower()


def test_every_script_says_what_it_is_for() -> None:
    silent = (path.relative_to(ROOT) for path in scripts() if not path.read_text("utf-8").lstrip().startswith(("//", "/*")))
    none(silent, "The first lines of a script say what it is for:")


def test_style_sheets_are_layered() -> None:
    bare = (path.relative_to(ROOT) for path in ours("static", ".css") if path != ROOT / PHONE_STYLE and "@layer" not in body(path))
    none(bare, "Every style sheet but the phone's stands in a layer, so that order of loading decides nothing:")


def test_the_phones_scripts_run_on_old_phones() -> None:
    none(lines_with(phone_scripts(), TOO_NEW_SCRIPT), "The phone's scripts run from iOS 12.2 and Chrome 80 on, and over plain http:")


def test_the_phones_style_is_read_by_old_phones() -> None:
    paths = [ROOT / PHONE_STYLE] if (ROOT / PHONE_STYLE).exists() else []
    none(lines_with(paths, TOO_NEW_STYLE), "The phone's style sheet is read from iOS 12.2 and Chrome 80 on:")
