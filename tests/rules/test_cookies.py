"""The cookie parser: one pass over any hostile header, and the only parser of cookies in the program."""

import re
import time
from pathlib import Path

import pytest

from tests.tools.pace import in_time
from workshop.access.cookie_names_and_parser import COOKIE_CHARACTERS, value

TOP = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("device=abc-_1", "abc-_1"),
        ("a=b; device=abc; c=d", "abc"),
        ("a=b;device=abc", "abc"),
        (' device = "abc" ;', "abc"),
        ("device=abc; device=def", "abc"),
        ("__Host-device=abc", ""),
        ("devices=abc", ""),
        ("device", ""),
        ("", ""),
        (";;;=;", ""),
        ("device=" + "x" * 200, "x" * COOKIE_CHARACTERS),
        ("device=a=b", "a=b"),
    ],
)
def test_a_cookie(header: str, found: str) -> None:
    assert value(header, "device") == found


@pytest.mark.parametrize("piece", ["\\a", " ", ";", "=", '"', 'device="', "a=b;", "\t;=", "é"])
def test_reading_takes_time_in_proportion_to_the_header(piece: str) -> None:
    """A quadratic reader takes minutes for this; this one some milliseconds."""
    began = time.process_time()
    value('device="' + piece * (1_000_000 // len(piece)) + 'x"', "device")
    assert in_time(time.process_time() - began, 5)


def test_nobody_reads_cookies_otherwise() -> None:
    others = re.compile(r"request\.cookies|http\.cookies|parse_cookie|SimpleCookie")
    found = {str(path.relative_to(TOP)) for path in (TOP / "workshop").rglob("*.py") if others.search(path.read_text())}
    assert not found
