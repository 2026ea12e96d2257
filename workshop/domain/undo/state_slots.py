"""Slots: the parts of a forum's state that commands change, such as the place of one idea, or what the screen shows
large. Undo compares the slots of deeds to find out whether what one of them changed is still as it left it."""

from collections.abc import Sequence

from workshop.contract import forum_states
from workshop.contract.idea_states import IDEA_STATES
from workshop.domain import activity_states
from workshop.domain.undo.command_groups import (
    DECISIONS,
    EACH,
    HANDS,
    IMPORT,
    LANGUAGE,
    LARGE,
    MERGE,
    REVEAL,
    THEMES,
    UNMERGE,
    WORDS,
    Record,
    takes_away,
)

Slot = tuple[str | int, ...]
NAMING = ("activity", "idea", "target", "cluster")
"""Fields by which most commands name what they change."""
RESULT: Slot = ("result", "ideas")
THEMES_RESULT: Slot = ("result", "clusters")
"""The slots of which results of votes on ideas, and on clusters, have been shown."""
LIVE: Slot = ("live",)
"""The slot of whether the forum is live."""
RUNNING: Slot = ("running",)
"""The slot of which activities people are in: written by each opening and closing."""


def slots_of(record: Record) -> set[Slot]:
    """The slots that an inverse command writes: they must be as the deed left them."""
    verb, body = record["verb"], record["body"]
    if verb == "agenda.restore":
        return {("step", step["activity"]) for step in body["steps"]} | (
            {("agenda",)} if body.get("whole", True) else set()
        )
    if verb == REVEAL:
        return {("step", body["activity"])}
    if verb == "activity.clock":
        return {("clock", body["activity"])}
    if verb in DECISIONS:
        return {("idea", body["idea"])}
    if verb == "proposal.decided":
        return {("proposal", body["proposal"])}
    if verb in EACH:
        return {slot for idea in body["ideas"] for slot in slots_of_each(verb, idea)}
    if verb in ("cluster.remove", "cluster.merge"):
        return _slots_of_cluster(body["cluster"])
    if verb in ("cluster.restore", "cluster.rename"):
        return {("cluster" if verb == "cluster.restore" else "title", body["cluster"])}
    if verb in LARGE:
        return {("large",)}
    if verb == "ballot.enter":
        return {(verb, body["activity"], body["paper"])}
    if verb == HANDS:
        return {(verb, body["activity"], body["target"], body.get("value", 1))}
    return {(verb, *(body[name] for name in NAMING if isinstance(body.get(name), int)))}


def rests_on(record: Record) -> set[Slot]:
    """The slots that must be unchanged although they are not written: no idea or theme comes back into a vote whose
    result was shown or out of one, nor other words into its result; no idea comes into a merge or out of one, goes to a
    theme that is gone, into an idea that is hidden or merged itself, or out of sight from under what was merged into
    it; no words come back under a later decision on others, and no decision that shows words, nor a language, holds for
    others; no activity opens in a forum that is over, and no forum goes back to planned or ended around people who are
    in an activity."""
    if record["verb"] in ("idea.leave_out", UNMERGE):
        return {RESULT}
    if record["verb"] in THEMES:
        return {THEMES_RESULT}
    if record["verb"] == MERGE:
        return {RESULT, ("merge", record["body"]["into"]), ("idea", record["body"]["into"])}
    if record["verb"] == WORDS:
        return {RESULT, ("idea", record["body"]["idea"])}
    if record["verb"] == LANGUAGE or _lets_read(record):
        return {(WORDS, record["body"]["idea"])}
    if record["verb"] in ("idea.hide", "idea.review"):
        return {("lead", record["body"]["idea"])}
    if record["verb"] == "idea.place":
        return set() if record["body"]["cluster"] is None else {("cluster", record["body"]["cluster"])}
    if record["verb"] != "agenda.restore":
        return set()
    if _takes_live_away(record):
        return {RUNNING}
    opens = any(step["state"] in (activity_states.OPEN, activity_states.CLOSING) for step in record["body"]["steps"])
    return {LIVE} if opens else set()


def of_what_came(verb: str, record: Record) -> set[Slot]:
    """The slots of an imported idea that must be unchanged for the import's undo to take it away: its words, its
    language, its place, and what it is merged with. Whoever changed one of them has made the idea their own."""
    if verb != IMPORT or not takes_away(record):
        return set()
    idea = record["body"]["idea"]
    return {(WORDS, idea), (LANGUAGE, idea), ("place", idea), ("idea.leave_out", idea), *slots_of_each(MERGE, idea)}


def written(verb: str, body: Record, inverse: Sequence[Record]) -> set[Slot]:
    """Every slot that a deed changed: what its inverse writes, and what other deeds depend on."""
    slots = {slot for record in inverse for slot in slots_of(record)}
    if verb == "forum.end" or any(map(_takes_live_away, inverse)):
        slots.add(LIVE)
    if verb in ("activity.open", "activity.close"):
        slots.add(RUNNING)
    slots |= {("lead", record["body"]["into"]) for record in inverse if record["verb"] == MERGE}
    if verb == MERGE:
        slots.add(("lead", body["into"]))
    slots |= {("in", cluster) for cluster in _clusters_filled(body)}
    if verb == REVEAL:
        slots |= {("screen.uncover", body["activity"]), RESULT, THEMES_RESULT}
    if verb in ("cluster.remove", "cluster.merge"):
        slots |= _slots_of_cluster(body["cluster"])
    if verb == "cluster.merge":
        slots.add(("in", body["into"]))
    return slots


def slots_of_each(verb: str, idea: int) -> set[Slot]:
    """The slots of one idea that a command on several writes."""
    return {(name, idea) for name in EACH[verb]}


def _lets_read(record: Record) -> bool:
    """Whether it is a decision that lets others read the idea."""
    decided = record["body"]["state"] if record["verb"] == "idea.decided" else None
    return record["verb"] == "idea.show" or (decided is not None and not IDEA_STATES[decided].held)


def _takes_live_away(record: Record) -> bool:
    """Whether it sets the forum back to planned or ended."""
    body = record["body"]
    return bool(record["verb"] == "agenda.restore" and body.get("whole", True) and body["state"] != forum_states.LIVE)


def _clusters_filled(body: Record) -> set[int]:
    """The clusters that a deed put ideas into, by whichever command, as its row in the log has it."""
    changed = body.get("left", {}).get("idea", {}).values()
    return {idea["cluster"] for idea in changed if idea and idea.get("cluster") is not None}


def _slots_of_cluster(cluster: int) -> set[Slot]:
    """All that can be changed of a cluster: whether it is there, its name, what is in it, its place and its colour."""
    return {(what, cluster) for what in ("cluster", "title", "in", "cluster.order", "cluster.colour")}
