"""What is brought in from a terminal, of whatever format: ideas, and a vote on them where the file has one."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workshop.contract.commands import ImportedIdea
from workshop.domain.activities import dots, opinion
from workshop.domain.errors import Refusal
from workshop.imports import pabulib, polis, table_files
from workshop.imports.headed_records import NAME_SHOWN
from workshop.imports.table_columns_to_ideas import Mapped, Problem, SheetTable, dry_run, guessed
from workshop.imports.zip_parts import is_zip

LEFT_OUT = "votes_left_out"
"""Where votes are in a file that do not fit into any vote here, how many."""
Files = Mapping[str, bytes]
"""The files that were given, by their names; of a zip file or a single file, the one."""


@dataclass(frozen=True)
class HeldVote:
    """A vote that was held elsewhere: its kind with its settings, and ballots with place among the ideas → mark."""

    kind: str
    settings: Mapping[str, int | bool | str]
    ballots: list[dict[int, int]]


@dataclass(frozen=True)
class Brought:
    """What is in the files. `problems`: rows that cannot be brought in; `told`: more numbers to tell."""

    ideas: list[ImportedIdea]
    title: str = ""
    about: str = ""
    vote: HeldVote | None = None
    problems: list[Problem] = field(default_factory=list)
    told: Mapping[str, int | str] = field(default_factory=dict)
    read_of: tuple[object, ...] = ()
    """what it was read of, for `table_files.named`"""


def _table(given: Files) -> Brought:
    table = table_files.read(_only(given))
    mapped = guessed(table)
    _check_headings(table, mapped)
    dry = dry_run(table, mapped, {})
    told, read_of = {"duplicates": len(dry.doubles)}, (mapped, False, table_files.packed(table))
    return Brought(dry.ideas, problems=dry.problems, told=told, read_of=read_of)


def _check_headings(table: SheetTable, mapped: Mapped) -> None:
    """Raises Refusal import_heading_twice where another column has the heading of one that is read: on a page a person
    chooses between them, here nobody does."""
    headings = [cell.strip().casefold() for cell in table.rows[0].cells] if mapped.headed else []
    for heading, role in zip(headings, mapped.roles, strict=False):
        if role and heading and headings.count(heading) > 1:
            raise Refusal("import_heading_twice", name=heading[:NAME_SHOWN])


def _polis(given: Files) -> Brought:
    whole = polis.read(polis.unpacked(_only(given)) if any(map(is_zip, given.values())) else given)
    hidden = sum(idea.hidden is not None for idea in whole.ideas)
    vote = HeldVote(opinion.KIND.name, {}, whole.ballots)
    told: dict[str, int | str] = {"moderated_out": hidden, "shortened": whole.shortened}
    return Brought(whole.ideas, whole.topic, whole.description, vote, told=told, read_of=_as_read(given))


def _pabulib(given: Files) -> Brought:
    whole = pabulib.read(_only(given))
    vote = HeldVote(dots.KIND.name, {"dots": whole.dots, "cap": whole.cap}, whole.ballots) if whole.ballots else None
    told: dict[str, int | str] = {"vote_type": whole.vote_type, "votes": whole.votes}
    if not whole.ballots:
        told[LEFT_OUT] = whole.votes
    return Brought(whole.ideas, whole.description, vote=vote, told=told, read_of=_as_read(given))


def _as_read(given: Files) -> tuple[object, ...]:
    return tuple(hashlib.sha256(given[name]).hexdigest() for name in sorted(given))


READERS: Mapping[str, Callable[[Files], Brought]] = {
    "csv": _table,
    "decidim": _table,
    "polis": _polis,
    "pb": _pabulib,
}
"""Name of a format → what reads it. Proposals of Decidim are known by their headings."""


def read(form: str, given: Files) -> Brought:
    """What is in these files. Raises Refusal page for an unknown format, and what its reader raises."""
    if form not in READERS:
        raise Refusal("page")
    return READERS[form](given)


def _only(given: Files) -> bytes:
    if len(given) != 1:
        raise Refusal("import_broken")
    return next(iter(given.values()))
