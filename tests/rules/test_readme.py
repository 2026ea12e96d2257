"""The commands and files that the README names exist."""

import re
from pathlib import Path

import pytest

from workshop import forum_templates
from workshop.__main__ import main
from workshop.i18n import catalogues

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"\.venv/bin/workshop ([a-z]+(?: (?:list|passwd|remove|create|add|upgrade))?)", README)))


@pytest.mark.parametrize(
    "command",
    [
        *NAMED,
        "forum list",
        "forum create",
        "user add",
        "user list",
        "user passwd",
        "db upgrade",
        "export",
        "verify",
        "demo",
        "serve",
    ],
)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command.split(), "--help"])
    assert end.value.code == 0
    assert "usage: workshop" in capsys.readouterr().out


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^|&& |=\S+ )make ([a-z-]+)", README, re.MULTILINE)) <= targets


def test_every_link_and_picture_is_there() -> None:
    paths = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_what_is_to_be_pressed_is_called_as_on_the_page() -> None:
    """Labels stand in the README between single stars, in English, with … for a number: *Review first*."""
    texts = catalogues.catalogue("en").values()
    forms = [form for text in texts for form in ([text] if isinstance(text, str) else text)]
    said = {form.replace("{n}", "…") for form in forms}
    said |= {forum_templates.load(name)["title"]["en"] for name in forum_templates.names()}
    quoted = set(re.findall(r"\*([A-Z][^*\n]*)\*", re.sub(r"\*\*.*?\*\*", "", README)))
    assert len(quoted) > 2
    assert quoted - said == set()
