"""Reads an election of Pabulib (`.pb`): its projects, and its votes where they fit into a dot vote.

The format: D. Stolicki, S. Szufa and N. Talmon, "Pabulib: A participatory budgeting library", arXiv 2012.06539 (2020).
An approval is one dot for each project; of a cumulative vote each point is a dot. Votes that rank or score are counted
and told, and not brought in: a dot says something else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop.contract.base import TEXT_MAX
from workshop.contract.commands import ImportedIdea
from workshop.domain import text
from workshop.domain.errors import Refusal
from workshop.imports.delimited import decoded, records
from workshop.imports.headed_records import Record, by_column, columns
from workshop.imports.limits import MOST_ROWS, MOST_VOTERS
from workshop.runtime.whole_numbers import whole

SECTIONS = ("META", "PROJECTS", "VOTES")
PROJECT, NAME, COST, VOTE, POINTS = "project_id", "name", "cost", "vote", "points"
"""The columns that are read."""
MOST_DOTS = 20
"""As many dots as one person can have in a dot vote."""


@dataclass(frozen=True)
class Election:
    """An election. `ballots`: place in `ideas` → dots, one for each vote that was brought in; `votes`: how many there
    are. `dots`: the most that one person gave, `cap`: the most on one project."""

    description: str
    ideas: list[ImportedIdea]
    vote_type: str
    votes: int
    ballots: list[dict[int, int]]

    @property
    def dots(self) -> int:
        """The most dots of one ballot."""
        return max((sum(one.values()) for one in self.ballots), default=1)

    @property
    def cap(self) -> int:
        """The most dots on one project."""
        return max((dots for one in self.ballots for dots in one.values()), default=1)


def read(data: bytes) -> Election:
    """The election in the bytes of a file. Raises Refusal import_broken for another format, import_section for a part
    that is missing, import_heading and import_heading_twice for a column, import_value with the line and column of what
    can't be understood, import_cut where there are fewer projects or votes than the file says, import_rows."""
    parts = _sections(decoded(data)[0])
    told = {cells[0].strip(): cells[1].strip() for _, cells in parts["META"] if len(cells) > 1}
    places: dict[str, int] = {}
    ideas: list[ImportedIdea] = []
    for line, one in _named(parts["PROJECTS"], PROJECT, MOST_ROWS):
        name = one.get(PROJECT, "").strip()
        if not name or name in places:
            raise Refusal("import_value", row=line, name=PROJECT)
        places[name] = len(ideas)
        ideas.append(_idea(line, one, told.get("currency", "")))
    if not ideas:
        raise Refusal("import_empty")
    cast = [_ballot(line, one, places) for line, one in _named(parts["VOTES"], VOTE, MOST_VOTERS)]
    for count, said, section in ((len(ideas), "num_projects", "PROJECTS"), (len(cast), "num_votes", "VOTES")):
        if count < (whole(told.get(said, ""), digits=9) or 0):
            raise Refusal("import_cut", row=parts[section][-1][0])
    fits = told.get("vote_type") in ("approval", "cumulative") and all(sum(one.values()) <= MOST_DOTS for one in cast)
    ballots = [one for one in cast if one] if fits else []
    return Election(told.get("description", ""), ideas, told.get("vote_type", ""), len(cast), ballots)


def _sections(whole: str) -> dict[str, list[tuple[int, list[str]]]]:
    """Section → (line, cells) of its records."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    section = ""
    for line, cells in records(whole, ";", strict=False):
        if len(cells) == 1 and cells[0].strip().upper() in SECTIONS:
            section = cells[0].strip().upper()
            found[section] = []
        elif any(cell.strip() for cell in cells):
            if not section:
                raise Refusal("import_broken")
            found[section].append((line, cells))
    for name in SECTIONS:
        if name not in found:
            raise Refusal("import_section", name=name)
    return found


def _named(section: Sequence[Record], needed: str, most: int) -> Iterator[tuple[int, Mapping[str, str]]]:
    """(line, column → cell) of the records below the one with the names of the columns."""
    return by_column(columns(section[0][1] if section else [], [needed]), section[1:], most)


def _idea(line: int, project: Mapping[str, str], currency: str) -> ImportedIdea:
    """A project with its price, which a vote on it must know."""
    price = " ".join(part for part in (project.get(COST, "").strip(), currency) if part)
    end = f" ({price})" if price else ""
    try:
        name = text.clean(project.get(NAME, "").strip() or project[PROJECT], 100 * TEXT_MAX)
    except Refusal:
        raise Refusal("import_value", row=line, name=NAME) from None
    room = TEXT_MAX - len(end)
    return ImportedIdea(text=(name if len(name) <= room else f"{name[: room - 1].rstrip()}…") + end, read=True)


def _ballot(line: int, vote: Mapping[str, str], places: Mapping[str, int]) -> dict[int, int]:
    """Place → dots. Without points each project that is named has one."""
    names = [name.strip() for name in vote.get(VOTE, "").split(",") if name.strip()]
    told = [point.strip() for point in vote.get(POINTS, "").split(",") if point.strip()] or ["1"] * len(names)
    points = [point for point in (whole(one, digits=6) for one in told) if point is not None]
    if len(names) != len(set(names)) or not all(name in places for name in names):
        raise Refusal("import_value", row=line, name=VOTE)
    if not len(points) == len(told) == len(names):
        raise Refusal("import_value", row=line, name=POINTS)
    return {places[name]: dots for name, dots in zip(names, points, strict=True) if dots}
