"""The name of a control holds the words that are seen on it (WCAG 2.5.3): who speaks to a page says what is seen."""

import re
from collections.abc import Iterator

import pytest

from tests.house.source import ROOT
from workshop.i18n import catalogues, languages

CONTROL = re.compile(r"""<(a|button)\b[^>]*\baria-label="(\{\{ t\([^>]*)>(.*?)</\1>""", re.S)
"""In a template: a control with a name of its own, from there to the end of its tag, and what is seen on it."""
BUTTON = re.compile(r"""\bbutton\(\s*t\("([^"]+)"(?:(?!\bbutton\().)*?\blabel: t\("([^"]+)\"""", re.S)
"""In a script of the console: what is seen on a button, and its name."""
KEY = re.compile(r"""\bt\(["']([a-z0-9_.]+)["']""")


def pairs() -> Iterator[tuple[str, str, str]]:
    """Where, the key of the name, and that of what is seen, of each control whose name and words are one text each."""
    for path in (ROOT / "templates").rglob("*.html"):
        for _, name, seen in CONTROL.findall(path.read_text()):
            names, words = KEY.findall(name), KEY.findall(seen)
            if names and len(words) == 1:
                yield path.name, names[0], words[0]
    for path in (ROOT / "static/js").rglob("*.js"):
        for seen, name in BUTTON.findall(path.read_text()):
            yield path.name, name, seen


@pytest.mark.parametrize("lang", languages.LANGUAGES)
def test_a_control_is_called_what_is_seen_on_it(lang: str) -> None:
    texts = catalogues.catalogue(lang)
    found = sorted(set(pairs()))
    assert len(found) > 15, found
    said = {key: str(text).lower() for key, text in texts.items()}
    wrong = [(where, texts[name]) for where, name, seen in found if said[seen] not in said[name]]
    assert wrong == [], wrong
