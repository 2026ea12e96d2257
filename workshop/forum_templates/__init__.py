"""Forums ready to start from: texts in three languages and in Easy Finnish, minutes and settings, as plain data.

A template is one JSON file in this folder:
`{name, title: {fi, sv, en, fi-simple}, about: {…}, intro: {…}, self_paced?,
activities: [{kind, name: {…}, minutes, settings, question: {…}, instruction: {…}}]}`.
`about` is the line by which an organiser chooses. A step without a name is called after its kind.

Must not: know about the database or the rules. The settings in a template are checked when a forum is made from it, as
a person's are.
"""

import json
from pathlib import Path
from typing import NotRequired, TypedDict

from workshop.contract.shared_types import Texts

_FOLDER = Path(__file__).parent


class TemplateStep(TypedDict):
    """One step of a template's agenda."""

    kind: str
    name: Texts
    minutes: int
    settings: dict[str, int | bool | str]
    question: Texts
    instruction: Texts


class Template(TypedDict):
    """One template."""

    name: str
    title: Texts
    about: Texts
    intro: Texts
    self_paced: NotRequired[bool]
    activities: list[TemplateStep]


def names() -> list[str]:
    """The names of the templates, in the order in which they are offered: the numbered forums first."""
    return sorted(
        (path.stem for path in _FOLDER.glob("*.json")), key=lambda name: (not name.startswith("forum-"), name)
    )


def load(name: str) -> Template:
    """One template, a fresh copy each time. Raises KeyError for an unknown name."""
    if name not in names():
        raise KeyError(f"no such template: {name!r}")
    template: Template = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return template
