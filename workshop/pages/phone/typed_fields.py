"""What was typed or chosen on the phone page when a button was pressed there, without JavaScript: all fields of a page
belong to one form (`Picture.sheet`), so each button sends all of them, and what it does not use is filled in again on
the next page.

Contains no rules of the forum: names of fields, and where each text goes on the next page.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from workshop.contract.base import Mark
from workshop.contract.shapes import OwnIdea
from workshop.pages.phone.view_model import Picture
from workshop.runtime.whole_numbers import signed, whole

FIELD_CHARACTERS = 16_000
"""Characters of a text that are read; the real limit is a rule of the domain."""
UNSENT = "unsent"
"""The field, once for each text, of texts that were not sent and that have no field to go back to. A text that has one
is in `unsent-<activity>`."""
SET = "set:"
"""The beginning of the names of a ballot's fields."""
WAS = "was-"
"""The beginning of the name of a field's twin, which holds what the page gave in it."""
MISSING = "missing"
"""The field, after the end, for what is missing in the results."""
LINES = {"number": "suggest", "theme": "suggest", "title": "ballot", MISSING: "confirm"}
"""Other fields, and the form that each stands in."""
MOST_FIELDS = 100
"""Fields of a kind that are read; of unsent texts fewer."""
MOST_UNSENT = 5
_NUMBERED = re.compile(r"(draft|edit|unsent)-([0-9]{1,15})")
_CHOSEN = re.compile(r"set(?:@([0-9]{1,15}))?:([0-9]{1,15})")


@dataclass(frozen=True)
class Typed:
    """Texts and choices that were not sent. `drafts`: activity → a new idea; `edits`: own idea → its changed words;
    `choices`: activity → target → the values of its fields; `lines`: the other fields of LINES that hold something, by
    their names; `late`: activity → a new idea that its step ended before, for the field when that opens again;
    `unsent`: the other texts without a field."""

    drafts: Mapping[int, str] = field(default_factory=dict)
    edits: Mapping[int, str] = field(default_factory=dict)
    choices: Mapping[int, Mapping[int, list[str]]] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[int, str] = field(default_factory=dict)
    unsent: list[str] = field(default_factory=list)
    key: str = ""
    """the idempotency key of the field for a new idea"""
    move: bool = False
    """the first of `late`, or of `unsent`, goes into the field, if that is empty"""

    def __bool__(self) -> bool:
        return any((self.drafts, self.edits, self.choices, self.lines, self.late, self.unsent))

    def fields(self) -> list[tuple[str, str]]:
        """Names and values of the hidden fields that carry it."""
        found = [(UNSENT, text) for text in self.unsent]
        found += [(f"{UNSENT}-{activity}", text) for activity, text in self.late.items()]
        found += [(f"draft-{activity}", text) for activity, text in self.drafts.items()]
        found += [(f"edit-{idea}", text) for idea, text in self.edits.items()]
        for activity, chosen in self.choices.items():
            found += [(f"set@{activity}:{target}", one) for target, values in chosen.items() for one in values]
        return [*found, *self.lines.items()]

    def chosen(self, activity: int) -> dict[int, Mark | None]:
        """Target → the mark that was chosen in an activity and is none of the ballot yet; None for none."""
        return {target: mark for target, values in self.choices.get(activity, {}).items() for mark in _mark(values)}


NOTHING = Typed()


def typed(form: MultiDict[str, str], sent: Collection[str] = (), withheld: Collection[str] = ()) -> Typed:
    """What a form holds beside the fields that were `sent`. A field with a twin `was-<name>` of the same value is
    as the page gave it, and left out; of those `withheld` the command has taken away what the page gave."""
    as_given = {name for name in form if _plain(form[name]) == form.get(WAS + name)} - set(withheld)
    left = [name for name in form if name not in sent and name not in as_given]
    here = whole(form.get("activity", "")) or 0
    drafts, edits, late = _numbered(form, left)
    if "text" in left and form.get("key") and form["text"]:
        drafts[here] = form["text"][:FIELD_CHARACTERS]
    return Typed(
        drafts=drafts,
        edits=edits,
        choices=_choices(form, left, here),
        lines=_lines(form, left, sent),
        late={} if "close" in form else late,
        unsent=[]
        if "close" in form
        else [text[:FIELD_CHARACTERS] for text in form.getlist(UNSENT)[:MOST_UNSENT] if text.strip()],
        key=form.get("key", "") if here in drafts else "",
        move="move" in form,
    )


def _numbered(form: MultiDict[str, str], names: list[str]) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    found: dict[str, dict[int, str]] = {"draft": {}, "edit": {}, UNSENT: {}}
    for name in names[: 10 * MOST_FIELDS]:
        parts = _NUMBERED.fullmatch(name)
        if parts and form[name].strip() and len(found[parts[1]]) < MOST_FIELDS:
            found[parts[1]][int(parts[2])] = _plain(form[name])[:FIELD_CHARACTERS]
    return found["draft"], found["edit"], found[UNSENT]


def _choices(form: MultiDict[str, str], names: list[str], here: int) -> dict[int, dict[int, list[str]]]:
    found: dict[int, dict[int, list[str]]] = {}
    for name in names[: 10 * MOST_FIELDS]:
        parts = _CHOSEN.fullmatch(name)
        activity = int(parts[1] or here) if parts else 0
        if parts and activity:
            found.setdefault(activity, {})[int(parts[2])] = [value[:40] for value in form.getlist(name)[:2]]
    return found


def _lines(form: MultiDict[str, str], names: list[str], sent: Collection[str]) -> dict[str, str]:
    """A theme without a number is kept if it is not the one that the page gave; no theme is an answer too."""
    found = {name: form[name][:FIELD_CHARACTERS] for name in LINES if name in names and form[name].strip()}
    if "theme" in form and "theme" not in sent and ("number" in found or "theme" in names):
        found["theme"] = form["theme"][:FIELD_CHARACTERS]
    return found


def _mark(values: list[str]) -> list[Mark | None]:
    """The mark of a field that holds one; empty for others, which are not filled in again."""
    one = values[0].strip() if len(values) == 1 else "-"
    number = signed(one)
    return [number] if number is not None or not one else []


def _plain(text: str) -> str:
    """Browsers send every line break as two characters."""
    return text.replace("\r\n", "\n")


@dataclass(frozen=True)
class PlacedFields:
    """Where what was typed goes on a page: `here` into the fields that the page has, `along` into hidden ones, `lost`:
    texts whose field exists no longer, shown so that their author can copy them."""

    here: Typed
    along: Typed
    lost: list[str]


def placed(found: Typed, see: Picture, own: Mapping[int, OwnIdea]) -> PlacedFields:
    """Splits what was typed for the page that `see` shows; `own`: the person's own ideas. Phones that choose carry what
    belongs to another open activity; in a led forum a draft follows into the next field. A draft whose step has ended
    goes back when that step has an empty field again; into that of another step the first one goes by a press. What is
    missing waits until the forum has ended again."""
    now = see.activity.id if see.activity else 0
    others = {one.activity.id for one in see.choices}
    drafts = dict(found.drafts)
    mine = now if now in drafts or see.forum.self_paced else next(iter(drafts), 0)
    late, unsent = dict(found.late), list(found.unsent)
    text = (drafts.pop(mine, "") or late.pop(now, "")) if see.writes else ""
    if found.move and see.writes and not text:
        text = late.pop(next(iter(late))) if late else unsent.pop(0) if unsent else ""
    edits = {card.id: found.edits[card.id] for card in see.mine if card.change and card.id in found.edits}
    away = {idea: text for idea, text in found.edits.items() if idea not in edits}
    kept = {idea: text for idea, text in away.items() if idea in own and own[idea].activity in others - {now}}
    ended = {activity: words for activity, words in drafts.items() if activity not in others and words.strip()}
    again = [words for activity, words in ended.items() if late.setdefault(activity, words) != words]
    astray = [words for idea, words in away.items() if idea not in kept and words.strip()]
    lines = {name: value for name, value in found.lines.items() if see.sheet == LINES[name]}
    waits = {name for name in found.lines if name not in lines and (see.forum.self_paced or name == MISSING)}
    here = Typed({now: text} if text else {}, edits, {now: found.choices.get(now, {})}, lines, key=found.key)
    along = Typed(
        {activity: words for activity, words in drafts.items() if activity in others},
        kept,
        {activity: chosen for activity, chosen in found.choices.items() if activity in others - {now}},
        {name: found.lines[name] for name in found.lines if name in waits},
        late,
        list(dict.fromkeys([*unsent, *again, *astray])),
    )
    return PlacedFields(here, along, list(dict.fromkeys([*late.values(), *along.unsent])))
