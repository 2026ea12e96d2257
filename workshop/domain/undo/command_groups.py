"""The commands that undo treats alike, and what it reads of one: which ideas it changes, and whether it went the way
back."""

from collections.abc import Mapping
from typing import Any

from workshop.contract.idea_states import IDEA_STATES

Record = Mapping[str, Any]
"""One command as the log stores it for undo: {"verb", "body"}."""
UNDO, REDO, REVEAL = "undo", "redo", "activity.reveal"
MERGE, UNMERGE = "idea.merge", "idea.unmerge"
WORDS, LANGUAGE = "idea.words", "idea.language"
THEMES = ("cluster.rename", "cluster.remove", "cluster.restore", "cluster.merge")
COUNTED_FOR = ("cluster.merge", "cluster.remove")
"""Commands on themes that change what answers which name them count for."""
LARGE = ("screen.spotlight", "screen.cluster")
"""Commands that show one thing large; another command that takes it off the screen brings it back when it is undone."""
DECISIONS = ("idea.hide", "idea.show", "idea.review", "idea.decided")
"""Commands that decide on one idea, as they stand in inverses: those of older releases too."""
HOLDING = ("idea.hide", "ideas.hide", "idea.mask", "idea.review", "author.hide")
"""Commands that keep an idea, or a part of it, from others."""
RECOUNTING = ("idea.hide", "ideas.hide", "idea.review", "author.hide", UNMERGE)
"""Commands on ideas that change a result which has been shown already: words have to go, and a merge that was wrong is
taken apart at any time."""
HANDS = "hands.set"
"""The command that counts raised hands, also anew after the result was shown."""
AUTHOR = ("author.hide", "author.hold")
"""Commands about a person's later ideas. The idea in them only names the person: what becomes of it changes nothing."""
IMPORT = "ideas.import"
BRINGING = (IMPORT, "idea.enter", "ideas.show")
"""Commands by which ideas come among the others, alone or by hundreds. Their undo spares what people chose since."""
EACH: Mapping[str, tuple[str, ...]] = {
    "idea.place": ("place",),
    MERGE: ("merge", "idea", "lead"),
    UNMERGE: ("merge", "idea", "lead"),
}
"""Commands on several ideas, each of which can be taken back without the others, with the names of the slots that they
write of each: the place of an idea; what it is merged into, its state, and what is merged into it."""
SWITCHES: Mapping[str, str] = {
    "activity.reveal": "shown",
    "author.hold": "on",
    "forum.emergency": "on",
    "forum.end": "ended",
    "idea.leave_out": "out",
    "idea.place": "cluster",
    "ideas.pause": "on",
    "ideas.slow": "seconds",
    "moderation.set": "mode",
    "placement.dismiss": "dismissed",
    "screen.blank": "on",
    "screen.cluster": "cluster",
    "screen.code": "on",
    "screen.freeze": "on",
    "screen.spotlight": "idea",
}
"""Commands that go both ways, with the field that says which: False, None and "off" are the way back."""


def ideas_of(record: Record) -> list[int]:
    """The ids of the ideas that a command changes."""
    body = record["body"]
    if record["verb"] in AUTHOR:
        return []
    named = body.get("ideas") if record["verb"] in EACH else [body.get("idea")]
    return [idea for idea in named or [] if isinstance(idea, int)]


def goes_back(verb: str, body: Record) -> bool:
    """Whether a command that goes both ways went the way back."""
    return verb in SWITCHES and body.get(SWITCHES[verb]) in (None, False, "off")


def takes_away(record: Record) -> bool:
    """Whether it takes an idea out of sight, and so out of what people can vote on."""
    decided = record["body"]["state"] if record["verb"] == "idea.decided" else None
    return record["verb"] == "idea.hide" or (decided is not None and IDEA_STATES[decided].held)


def dispensable(record: Record, verb: str) -> bool:
    """Whether undo of `verb` can do without this record: it only restores what was large on the screen, or removes a
    theme that an import made, in which others may have put something since."""
    only_large = record["verb"] in LARGE and verb not in LARGE
    return only_large or (verb == IMPORT and record["verb"] == "cluster.remove")
