"""The phone's files use nothing that the oldest supported phones lack: iOS 12.2, Chrome 80, Firefox 78 (and http, an
insecure origin).

This is a search by pattern, not a parser: it may refuse a harmless line, which is then written in the older way.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.pages import scripts_and_styles

STATIC = Path(__file__).resolve().parents[2] / "static"
PAGES = ("phone", "receipt", "programme")
"""Pages that phones load, by their style sheets."""
ENTRIES = ("phone_second.js", "phone/join.js", "phone/proposals.js", "phone/background.js")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["'](\.[^"']+)["']""")

CSS = {
    "a layer": r"@layer",
    "a container query": r"@container",
    "an import": r"@import",
    "oklch and its like": r"\b(?:oklch|oklab|lch|lab|color-mix|color|light-dark)\(",
    ":has, :is, :where": r":(?:has|is|where)\(",
    "a list inside :not": r":not\([^()]*,[^()]*\)",
    "clamp()": r"\bclamp\(",
    "inset": r"(?<![\w-])inset(?:-\w+)*\s*:",
    "a logical shorthand": r"(?<![\w-])(?:margin|padding|border)-(?:inline|block)\s*:",
    "aspect-ratio": r"(?<![\w(-])aspect-ratio\s*:",
    "accent-color as the only sign": r"(?<![\w-])accent-color\s*:",
    "colour with spaces": r"\b(?:rgb|hsl)a?\([^,()]*\s[^,()]*\)",
    "subgrid": r"\bsubgrid\b",
}
JS = {
    "?.": r"\?\.(?!\d)",
    "??": r"\?\?",
    "||= and &&=": r"\|\|=|&&=",
    "a private member": r"(?<![\w\"'`#&/:.-])#[a-z_]\w*\b(?=\s*[(=;,)])|this\.#",
    "a number with _": r"\b\d+_\d+\b",
    "a missing function": (
        r"\.(?:at|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|hasOwn|groupBy|matchAll)\("
    ),
    "a missing method of the page": (
        r"\.(?:replaceChildren|requestSubmit|showModal|showPopover|scrollend|checkVisibility)\("
    ),
    "a missing global": (
        r"\b(?:structuredClone|WeakRef|AggregateError|reportError|ResizeObserver|BroadcastChannel)\b"
        r"|new EventTarget\b"
    ),
    "a missing promise": r"\b(?:allSettled|Promise\.any|withResolvers)\b",
    "lookbehind": r"\(\?<[=!]",
    "only on https": r"\b(?:randomUUID|crypto\.subtle|navigator\.clipboard|navigator\.wakeLock|serviceWorker)\b",
    "an awaited module": r"^await ",
    "import.meta": r"\bimport\.meta\b",
    "BigInt": r"\b\d+n\b|\bBigInt\b",
    "innerHTML": r"\b(?:innerHTML|outerHTML|insertAdjacentHTML)\b",
    "AbortSignal.timeout": r"\bAbortSignal\.(?:timeout|any)\b",
}


def phone_scripts() -> list[Path]:
    """All scripts that a phone loads, found through the imports, and every other script of its folder."""
    loaded, waiting = (
        set[Path](),
        [STATIC / "js" / name for name in ENTRIES] + sorted((STATIC / "js/phone").rglob("*.js")),
    )
    while waiting:
        path = waiting.pop().resolve()
        if path.exists() and path not in loaded and "vendor" not in path.parts:
            loaded.add(path)
            waiting += [path.parent / target for target in IMPORTED.findall(without_comments(path.read_text("utf-8")))]
    return sorted(loaded)


def without_comments(text: str) -> str:
    """The text with comments blanked out, line by line: comments may name what the code must not use."""
    text = re.sub(r"/\*.*?\*/", lambda match: re.sub(r"[^\n]", " ", match[0]), text, flags=re.DOTALL)
    return re.sub(r"(?<![:\"'`\\])//[^\n]*", "", text)


def findings(text: str, patterns: dict[str, str]) -> Iterator[str]:
    plain = without_comments(text)
    for what, pattern in patterns.items():
        for match in re.finditer(pattern, plain, re.MULTILINE):
            yield f"line {plain.count(chr(10), 0, match.start()) + 1}: {what}: {match[0].strip()}"


def flexbox_gaps(css: str) -> Iterator[str]:
    """Rules with `gap` that are not a grid: iOS before 14.1 supports gap only in a grid. `grid-gap` marks a grid."""
    plain = without_comments(css)
    for match in re.finditer(r"(?<![\w-])(?:row-|column-)?gap\s*:", plain):
        yield f"line {plain.count(chr(10), 0, match.start()) + 1}: write grid-gap, in a grid"
    for rule in re.finditer(r"\{([^{}]*)\}", plain):
        if "grid-gap" in rule[1] and re.search(r"display:\s*(?:inline-)?flex", rule[1]):
            yield f"line {plain.count(chr(10), 0, rule.start()) + 1}: a gap in a flexbox"


def nested_rules(css: str) -> Iterator[str]:
    """Rules inside rules. Inside an @media they are no nesting."""
    plain = re.sub(r"@(?:media|supports)[^{]*\{", "@{", without_comments(css))
    at_rules, depth = [], 0
    for index, char in enumerate(plain):
        if char == "{" and plain[index - 1] == "@":
            at_rules.append(depth)
        elif char == "{":
            depth += 1
            if depth > 1:
                yield f"a rule inside a rule near: {plain[max(0, index - 60) : index].strip()}"
        elif char == "}" and at_rules and at_rules[-1] == depth:
            at_rules.pop()
        elif char == "}":
            depth -= 1


def class_fields(script: str) -> Iterator[str]:
    """Fields declared in the body of a class, which older browsers do not support."""
    for body in re.finditer(
        r"^(?:export )?(?:default )?class [^{]*\{\n(.*?)^\}", without_comments(script), re.MULTILINE | re.DOTALL
    ):
        for field in re.finditer(r"^  (?:static )?\w+(?: = .*)?;$", body[1], re.MULTILINE):
            yield f"a class field: {field[0].strip()}"


def phone_styles() -> list[Path]:
    """The style sheets of the pages that phones load, and what kinds of activities do."""
    return [
        *(STATIC / path for page in PAGES for path in scripts_and_styles.STYLES[page]),
        *sorted((STATIC / "css/activities").glob("*/phone.css")),
    ]


@pytest.mark.parametrize("path", phone_styles(), ids=lambda path: str(path.relative_to(STATIC)))
def test_the_style_sheets_of_the_phone(path: Path) -> None:
    css = path.read_text("utf-8")
    assert [*findings(css, CSS), *flexbox_gaps(css), *nested_rules(css)] == []


@pytest.mark.parametrize("path", phone_scripts(), ids=lambda path: str(path.relative_to(STATIC)))
def test_the_scripts_of_the_phone(path: Path) -> None:
    script = path.read_text("utf-8")
    assert [*findings(script, JS), *class_fields(script)] == []


def test_the_vendored_script_of_the_phone() -> None:
    text = (STATIC / "vendor/socket.io-client/socket.io.esm.min.js").read_text("utf-8")
    assert not re.search(r"\?\?|\?\.[a-z_$\[(]|this\.#|async function|\*\*", text)


@pytest.mark.parametrize(
    "bad",
    [
        "@layer base { a { color: red } }",
        "a { color: oklch(1 0 0) }",
        "a:has(b) { color: red }",
        "a:not(.b, .c) { color: red }",
        "a { inset: 0 }",
        "a { inset-inline: 0 }",
        "a { padding-block: 0 }",
        "@container (width > 1px) { a { color: red } }",
        '@import "a.css";',
        "a { color: color-mix(in srgb, red, blue) }",
        "a { color: light-dark(red, blue) }",
        "a:is(b, c) { color: red }",
        "a:where(b) { color: red }",
        "a { aspect-ratio: 1 }",
        "a { accent-color: red }",
        "a { grid-template-rows: subgrid }",
        "a { display: grid; row-gap: 1px }",
        "a { margin-inline: 1px }",
        "a { width: clamp(1px, 2px, 3px) }",
        "a { color: rgb(0 0 0 / 50%) }",
        "a { display: flex; gap: 1px }",
        "a { display: flex; grid-gap: 1px }",
        "a { b { color: red } }",
        "@media print { a { b { color: red } } }",
    ],
)
def test_what_old_phones_lack_is_found_in_styles(bad: str) -> None:
    assert [*findings(bad, CSS), *flexbox_gaps(bad), *nested_rules(bad)]


@pytest.mark.parametrize(
    "bad",
    [
        "a?.b",
        "a?.[0]",
        "a ?? b",
        "a ||= b",
        "this.#a = 1",
        "crypto.randomUUID()",
        "crypto.subtle.digest()",
        "structuredClone(a)",
        "list.at(-1)",
        "text.replaceAll('a', 'b')",
        "Object.hasOwn(a, 'b')",
        "const n = 1_000;",
        "node.innerHTML = a",
        "/(?<=a)b/",
        "/(?<!a)b/",
        "class A {\n  b = 1;\n}",
        "class A {\n  static b = 1;\n}",
        "a &&= b",
        "class A {\n  #a = 1;\n}",
        "list.findLast(f)",
        "list.toSorted()",
        "text.matchAll(/a/g)",
        "node.replaceChildren()",
        "form.requestSubmit()",
        "dialog.showModal()",
        "new ResizeObserver(f)",
        "new BroadcastChannel('a')",
        "Promise.allSettled(all)",
        "Promise.any(all)",
        "await load();",
        "import.meta.url",
        "const n = 10n;",
        "BigInt(1)",
        "node.insertAdjacentHTML('beforeend', a)",
        "AbortSignal.timeout(1)",
        "navigator.clipboard.writeText(a)",
        "navigator.wakeLock.request()",
        "navigator.serviceWorker.register(a)",
    ],
)
def test_what_old_phones_lack_is_found_in_scripts(bad: str) -> None:
    assert [*findings(bad, JS), *class_fields(bad)]


@pytest.mark.parametrize(
    "good",
    [
        "a ? .5 : 1",
        "a?.5:1",
        "// a ?? b",
        '"#i-" + name',
        "href: '#main'",
        "/* a?.b */",
        '"https://a.b"',
        'el.setAttribute("href", "#i-x");',
        "function f() {\n  b = 1;\n}",
    ],
)
def test_plain_scripts_pass(good: str) -> None:
    assert [*findings(good, JS), *class_fields(good)] == []
