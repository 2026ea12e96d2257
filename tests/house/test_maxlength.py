"""No field cuts what is pasted into it: a browser cuts it to `maxlength` and says nothing. What is too long is refused
by the server's rule, in a sentence, and stays in the field (`tests/pages/test_long_texts.py`)."""

import re

from tests.house.source import ROOT

GET = {"code", "receipt", "q"}
"""Codes and words to search for, which a form puts into an address; more than that is none of ours."""
FIELD = re.compile(r"<(?:input|textarea)\b[^>]*?\bmaxlength\b[^>]*>")
NAME = re.compile(r'\bname="([^"]+)"')


def test_only_what_an_address_carries_has_a_most_length() -> None:
    pages = [path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")]
    fields = [field for page in pages for field in FIELD.findall(page)]
    names = {found[1] for field in fields for found in NAME.finditer(field)}
    assert len(fields) >= len(GET) and names == GET


def test_no_script_gives_a_field_one() -> None:
    scripts = [path for path in (ROOT / "static/js").rglob("*.js") if "vendor" not in path.parts]
    assert [path.name for path in scripts if re.search(r"maxlength", path.read_text("utf-8"), re.IGNORECASE)] == []
