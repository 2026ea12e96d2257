"""The recount: compares the download with the answers that participants received. It shares no code with the server; it
reads only the download's format."""

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

from workshop.rehearsal.journal import Journal, JournalEntry


@dataclass(frozen=True)
class Count:
    """`posted` counts ideas that were sent, `acknowledged` those that the server accepted; votes are marks on
    ballots."""

    posted: int
    acknowledged: int
    stored: int
    lost: int
    duplicated: int
    votes_acknowledged: int
    votes_counted: int


def recount(export: dict[str, Any], journal: Journal) -> Count:
    """Count everything again. A difference that no figure shows becomes a problem in the journal."""
    posted = [entry for entry in journal.of("idea.add") if entry.tries]
    taken = [entry for entry in posted if entry.taken]
    ours = _ours(export["ideas"], posted)
    numbers = Counter(idea["number"] for idea in export["ideas"])
    ids = {idea["id"] for idea in ours}
    lost = [entry for entry in taken if _made(entry) not in ids]
    _compare_words(export["ideas"], taken, journal)
    return Count(
        posted=len(posted),
        acknowledged=len(taken),
        stored=len(ids),
        lost=len(lost),
        duplicated=len(ours) - len(_distinct(ours, posted)) + sum(times - 1 for times in numbers.values()),
        votes_acknowledged=_amount(_acknowledged_votes(journal)),
        votes_counted=_counted_votes(export["votes"], journal),
    )


def _ours(ideas: list[dict[str, Any]], posted: list[JournalEntry]) -> list[dict[str, Any]]:
    """The ideas that were posted by this rehearsal: by their keys, which the download of a rehearsal has, else by their
    text or their id."""
    keys = {entry.key for entry in posted}
    made = {_made(entry) for entry in posted if entry.taken}
    texts = {_plain(entry.body["text"]) for entry in posted}
    return [
        idea
        for idea in ideas
        if (
            idea["key"] in keys
            if "key" in idea
            else idea["id"] in made or (idea["source"] == "phone" and _plain(idea["text"]) in texts)
        )
    ]


def _distinct(ours: list[dict[str, Any]], posted: list[JournalEntry]) -> set[object]:
    """The expected number of ideas: one for each key; without keys in the download, one for each idea that was
    acknowledged or may have been stored."""
    if all("key" in idea for idea in ours):
        return {idea["key"] for idea in ours}
    unknown = sum(1 for entry in posted if entry.answer is None)
    answered: set[object] = {_made(entry) for entry in posted if entry.taken}
    spare = [idea["id"] for idea in ours if idea["id"] not in answered][:unknown]
    return {idea["id"] for idea in ours if idea["id"] in answered} | set(spare)


def _compare_words(ideas: list[dict[str, Any]], taken: list[JournalEntry], journal: Journal) -> None:
    """The text of an idea must be that of the last acknowledged edit."""
    words = {_made(entry): entry.body["text"] for entry in taken}
    unsure = {entry.body["idea"] for entry in journal.of("idea.edit") if entry.answer is None}
    words |= {entry.body["idea"]: entry.body["text"] for entry in journal.of("idea.edit") if entry.taken}
    for idea in ideas:
        said = words.get(idea["id"])
        if (
            said is not None
            and idea["text"] is not None
            and idea["id"] not in unsure
            and _plain(idea["text"]) != _plain(said)
        ):
            journal.problem("an idea has other words than its author was told")


Marks = Counter[tuple[int, str, str]]
"""(activity, target, mark as text) → how often it was given."""


def _acknowledged_votes(journal: Journal) -> Marks:
    """The marks on the last acknowledged ballot of each participant."""
    last: dict[tuple[str, int], JournalEntry] = {}
    for entry in journal.of("ballot.set"):
        before = last.get((entry.person, entry.body["activity"]))
        if entry.taken and (before is None or before.body["n"] < entry.body["n"]):
            last[entry.person, entry.body["activity"]] = entry
    return Counter(
        (activity, target, json.dumps(mark))
        for (_, activity), entry in last.items()
        for target, mark in entry.body["marks"].items()
    )


def _counted_votes(votes: list[dict[str, Any]], journal: Journal) -> int:
    """How many votes all ballots from phones hold. Their marks must equal those of the acknowledged ballots; where
    marks are added up, they must equal the tally too."""
    counted: Marks = Counter(
        (vote["activity"], target, json.dumps(mark))
        for vote in votes
        for ballot in vote["ballots"]
        if ballot["source"] == "phone"
        for target, mark in ballot["marks"].items()
    )
    for vote in votes:
        for row in vote["rows"]:
            ours = {key: n for key, n in counted.items() if key[:2] == (vote["activity"], str(row["target"]))}
            if "phone" in row and row["phone"] != _amount(Counter(ours)):
                journal.problem("the tally differs from its ballots")
    if counted != _acknowledged_votes(journal):
        journal.problem("the votes for single ideas differ from those that were answered")
    return _amount(counted)


def _amount(marks: Marks) -> int:
    """How many votes these marks are: a number counts as so many, a pair as one."""
    return sum(n * (mark if isinstance(mark := json.loads(text), int) else 1) for (_, _, text), n in marks.items())


def _made(entry: JournalEntry) -> int:
    return int((entry.answer or {}).get("made", {}).get("idea", 0))


def _plain(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())
