"""The forum templates are complete: every text in three languages and in Easy Finnish, known kinds, sensible minutes,
the intended settings."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from workshop import forum_templates
from workshop.contract.base import NAME_MAX
from workshop.domain.activities import KINDS


def texts(template: dict[str, Any]) -> Iterator[dict[str, str]]:
    yield template["title"]
    yield template["about"]
    yield template["intro"]
    for activity in template["activities"]:
        yield activity["question"]
        yield activity["instruction"]


@pytest.mark.parametrize("name", forum_templates.names())
def test_template_is_whole(name: str) -> None:
    template = forum_templates.load(name)
    assert template["name"] == name
    for text in texts(template):
        assert list(text) == ["fi", "sv", "en", "fi-simple"]
        assert all(value.strip() == value and value for value in text.values())
    for activity in template["activities"]:
        assert set(activity) == {"kind", "name", "minutes", "settings", "question", "instruction"}
        assert not activity["name"] or {"fi", "sv", "en"} <= set(activity["name"])
        assert all(0 < len(name) <= NAME_MAX for name in activity["name"].values())
        assert activity["minutes"] == 0 if template.get("self_paced") else 1 <= activity["minutes"] <= 240
        KINDS[activity["kind"]].complete(activity["settings"])


def test_the_first_forum() -> None:
    template = forum_templates.load("forum-1")
    kinds = [activity["kind"] for activity in template["activities"]]
    assert kinds == ["welcome", "welcome", "ideas", "ideas", "ideas", "clusters", "clusters", "dots", "results"]
    assert sum(activity["minutes"] for activity in template["activities"]) == 117
    assert [activity["settings"].get("style") for activity in template["activities"][2:5]] == [
        "open",
        "private",
        "open",
    ]
    assert template["activities"][2]["settings"]["votable"] is False
    assert template["activities"][5]["settings"] == {"reveals": True}
    assert template["activities"][7]["settings"] == {"dots": 3, "cap": 2, "of": "ideas"}


def test_an_open_call_has_a_form_and_short_wishes_and_no_clock() -> None:
    template = forum_templates.load("open-call")
    assert template.get("self_paced") is True
    assert [activity["kind"] for activity in template["activities"]] == ["proposals", "ideas"]


def test_no_text_promises_a_receipt() -> None:
    for name in forum_templates.names():
        for text in texts(forum_templates.load(name)):
            assert not any(
                word in value.lower() for value in text.values() for word in ("kuitti", "kuitilla", "kvitto", "receipt")
            )


def test_no_text_of_a_break_says_how_long_it_is() -> None:
    """The phone and the big screen say until when, also of one that began late; "in ten minutes" stood beside it."""
    breaks = [
        activity
        for name in forum_templates.names()
        for activity in forum_templates.load(name)["activities"]
        if activity["settings"].get("break")
    ]
    told = [words for activity in breaks for words in activity["instruction"].values()]
    assert told and not [one for one in told if re.search(r"minu|\d", one)]


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(KeyError, match="no such template"):
        forum_templates.load("../words")


def test_a_template_is_a_fresh_copy() -> None:
    forum_templates.load("forum-1")["activities"].clear()
    assert len(forum_templates.load("forum-1")["activities"]) == 9
