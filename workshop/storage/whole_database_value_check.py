"""Checks that the values in a database file are ones that this program writes: kinds and their settings, states,
languages, sources, numbers, times.

A file from outside may hold values of the right type that no page could show; they are found before anything relies on
the file. Only for SQLite, and only after `table_structure` found that all values can be read.
"""

import json
from collections.abc import Callable, Iterator
from typing import get_args

import msgspec
from sqlalchemy.engine import Connection

from workshop.contract import commands
from workshop.contract.base import ROLES
from workshop.contract.forum_states import ForumState
from workshop.contract.idea_states import IDEA_STATES, MERGED
from workshop.contract.shared_types import (
    ANSWER_STATUSES,
    COLOURS,
    HOUSE_REASON,
    OWN_REASON,
    REASONS,
    ActivityState,
    Earlier,
)
from workshop.domain import activity_states, screening
from workshop.domain.activities import KINDS
from workshop.domain.activities.base import Setting
from workshop.domain.background_questions import Counted, StoredQuestion, has_place
from workshop.domain.errors import Refusal
from workshop.domain.typed_codes import CODE_ALPHABET
from workshop.i18n.languages import LANGUAGES
from workshop.storage import table_structure

LATEST = 253_402_214_400_000
"""The last day of the year 9999, in epoch milliseconds: calendars have no later date."""
MOST_ID = 2**52
"""Half of the largest number that JavaScript holds exactly, so that there is room for new ids."""
TOLD = 3
"""Of how many wrong rows the ids are told."""
SPOKEN, MODERATION = set(LANGUAGES), set(get_args(commands.Moderation))
SOURCES = {"phone", "import", "earlier", *get_args(commands.IdeaEnter.__annotations__["source"])}
ONE_OF: dict[str, dict[str, set[str]]] = {
    "forum": {"state": set(get_args(ForumState)), "moderation": MODERATION},
    "activity": {"state": set(get_args(ActivityState)), "kind": set(KINDS)},
    "idea": {
        "state": set(IDEA_STATES),
        "withdrawn_from": set(IDEA_STATES),
        "source": SOURCES,
        "lang": {*SPOKEN, ""},
    },
    "cluster": {"colour": set(COLOURS)},
    "organiser_answer": {"status": set(ANSWER_STATUSES)},
    "theme_proposal": {"state": set(get_args(commands.ProposalState))},
    "participant": {"language": SPOKEN},
    "ballot": {"source": {"phone", "paper", "hand", "import"}},
    "log": {"role": set(ROLES)},
}
"""Table → column → its valid values."""
BETWEEN: dict[str, dict[str, tuple[int, int]]] = {
    "forum": {
        "next_number": (1, 10**6),
        "room_until": (0, 10**6),
        "slow": (0, 600),
        "version": (1, MOST_ID),
        "log_n": (0, MOST_ID),
    }
    | {"answer_by": (0, LATEST), "personal_until": (0, LATEST)}
    | {"early_opens_at": (0, LATEST), "early_due_at": (0, LATEST)},
    "activity": {
        "position": (1, 1000),
        "minutes": (0, activity_states.MOST_MINUTES),
        "step": (0, 10_000),  # as older releases call `uncovered`
        "uncovered": (0, 10_000),
        "last_paper": (0, 10_000),
        "version": (1, MOST_ID),
    },
    "idea": {"number": (1, 10**6), "table": (0, 10_000)} | {"came_from": (1, MOST_ID), "came_from_number": (1, 10**6)},
    "programme_entry": {"starts_at": (0, LATEST), "ends_at": (0, LATEST)},
    "cluster": {"version": (1, MOST_ID), "position": (0, 10_000), "came_from": (1, MOST_ID)},
    "participant": {"seed": (0, 2**31)},
    "ballot": {"n": (0, 10_000), "weight": (0, 10_000), "cast": (0, 1)},
    "mark": {"target": (1, MOST_ID), "x": (-10_000, 10_000), "y": (-10_000, 10_000)},
}
"""Table → numeric column → the least and the most."""
MADE_OF: dict[str, dict[str, str]] = {
    "forum": {
        "ref": "A-Za-z0-9_-",
        "screen_token": "A-Za-z0-9_-",
        "join_secret": "A-Za-z0-9_-",
        "code": "A-Z0-9",
        "slug": "a-z0-9-",
    },
    "series": {"slug": "a-z0-9-"},
    "cluster": {"letter": "A-Z"},
    "idea": {"receipt": CODE_ALPHABET},
}
"""Table → column, mostly used in addresses → the characters it may contain; at least one."""
TEXTS = (
    ("forum", "title"),
    ("forum", "intro"),
    ("forum", "next_steps"),
    ("series", "next_steps"),
    ("activity", "name"),
    ("activity", "prompt"),
    ("activity", "instruction"),
    ("house_reason", "words"),
    ("organiser_answer", "words"),
)
"""Tables and their columns of texts in several languages."""
FLAGGED = {"idea", "theme_proposal"}
"""Tables with a column of what the rules of review found."""
POINTS = {"now": "activity", "early_step": "activity", "spotlight": "idea", "cluster": "cluster", "vote": "activity"}
"""Column of a forum → the table in which it refers to one of the forum's own rows."""


def problems(link: Connection, schema: str, pause: Callable[[], object]) -> Iterator[str]:
    """Values that no page could show, in plain words."""
    if link.dialect.name != "sqlite":
        return
    tables = table_structure.released(schema)
    for table, made in tables.items():
        pause()
        columns = {name: made.columns[name][0] for name in made.columns}
        wrong = {name: test for name, test in _tests(table, columns).items() if name in columns}
        if wrong:
            yield from _counted(link, table, wrong)
    yield from _counters(link)
    if schema == table_structure.HEAD:  # an older release's own settings are completed by its migrations
        yield from _points(link)
        yield from _steps(link)
        yield from _background(link)
    yield from _languages(link, tables)
    for table in FLAGGED & set(tables):
        query = f"SELECT count(*) FROM {table} WHERE EXISTS ({_outside('flags', 'value', set(screening.FLAGS))})"
        if link.exec_driver_sql(query).scalar():
            yield f"{table}.flags names what no rule of review finds"


def _tests(table: str, columns: dict[str, str]) -> dict[str, str]:
    """Column → the SQL condition under which its value is invalid."""
    tests = {name: f'"{name}" NOT BETWEEN 0 AND {LATEST}' for name in columns if name == "at" or name.endswith("_at")}
    tests |= {
        name: f'"{name}" NOT BETWEEN 1 AND {MOST_ID}'
        for name, type in columns.items()
        if name == "id" and type == "INTEGER"
    }
    tests |= {name: f'"{name}" NOT IN ({_quoted(choices)})' for name, choices in ONE_OF.get(table, {}).items()}
    if table == "idea":
        written = "".join(f" AND reason NOT GLOB '{whose}[1-9]*'" for whose in (OWN_REASON, HOUSE_REASON))
        tests["reason"] = f"reason NOT IN ({_quoted(set(REASONS))}){written}"
    tests |= {
        name: f'"{name}" NOT BETWEEN {least} AND {most}' for name, (least, most) in BETWEEN.get(table, {}).items()
    }
    tests |= {
        name: f"\"{name}\" = '' OR \"{name}\" GLOB '*[^{characters}]*'"
        for name, characters in MADE_OF.get(table, {}).items()
    }
    if table == "cluster" and "removed" in columns:  # one whose making was taken back has given up its letter
        tests["letter"] = f"({tests['letter']}) AND NOT (letter = '' AND removed)"
    return tests


def _quoted(choices: set[str]) -> str:
    return ", ".join(f"'{one}'" for one in sorted(choices))


def _counted(link: Connection, table: str, wrong: dict[str, str]) -> Iterator[str]:
    sums = ", ".join(f"sum({test})" for test in wrong.values())
    for name, count in zip(wrong, link.exec_driver_sql(f'SELECT {sums} FROM "{table}"').one(), strict=True):
        if count:
            yield f"{count} values in {table}.{name} are none that this program writes{_rows(link, table, wrong[name])}"


def _rows(link: Connection, table: str, test: str) -> str:
    """Which rows these are, as an ending of the sentence; empty for tables without ids."""
    columns = {row.name for row in link.exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()}
    if "id" not in columns:
        return ""
    ids = link.exec_driver_sql(f'SELECT id FROM "{table}" WHERE {test} LIMIT {TOLD}').scalars()
    return f" (id {', '.join(map(str, ids))})"


def _counters(link: Connection) -> Iterator[str]:
    """SQLite's own counters of ids (AUTOINCREMENT): at their maximum nothing new could be saved."""
    if link.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").first() is None:
        return
    query = f"SELECT name FROM sqlite_sequence WHERE typeof(seq) != 'integer' OR seq NOT BETWEEN 0 AND {MOST_ID}"
    for row in link.exec_driver_sql(query).fetchall():
        yield f"the counter of {row[0]!r} is at its end: nothing new could be saved"


def _points(link: Connection) -> Iterator[str]:
    for column, table in POINTS.items():
        query = f"""SELECT count(*) FROM forum WHERE "{column}" IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM "{table}" AS its WHERE its.id = forum."{column}" AND its.forum = forum.id)"""
        if link.exec_driver_sql(query).scalar():
            yield f"forum.{column} names what is not there"
    if link.exec_driver_sql(
        "SELECT count(*) FROM forum JOIN idea ON idea.forum = forum.id WHERE number >= next_number"
    ).scalar():
        yield "forum.next_number would number an idea as another one is"
    papers = "ballot.activity = activity.id AND ballot.source = 'paper' AND ballot.n > last_paper"
    if link.exec_driver_sql(f"SELECT count(*) FROM activity JOIN ballot ON {papers}").scalar():
        yield "activity.last_paper would number a ballot on paper as another one is"
    apart = f"(idea.state = '{MERGED}') != (idea.merged_into IS NOT NULL)"
    lead = "lead.id = idea.merged_into AND lead.forum = idea.forum AND lead.merged_into IS NULL"
    lost = f"idea.merged_into IS NOT NULL AND NOT EXISTS (SELECT 1 FROM idea AS lead WHERE {lead})"
    if link.exec_driver_sql(f"SELECT count(*) FROM idea WHERE {apart} OR {lost}").scalar():
        yield "idea.merged_into names what no idea can be merged into"


def _steps(link: Connection) -> Iterator[str]:
    """Every setting of a step's kind must be present, if its release had it, and valid, and what it shows of an earlier
    forum be readable."""
    for row in link.exec_driver_sql("SELECT id, kind, settings, earlier FROM activity").fetchall():
        settings: dict[str, object] = json.loads(row.settings)
        kind = KINDS.get(row.kind)
        if kind is not None and not all(_fits(one, settings.get(name)) for name, one in kind.settings.items()):
            yield f"the settings of step id {row.id} are none that a step of kind {row.kind} can have"
        if row.earlier != "{}" and not _is_earlier(row.earlier):
            yield f"what step id {row.id} says of an earlier forum is nothing that this program writes"


def _background(link: Connection) -> Iterator[str]:
    """Background questions and their counts must be readable, and answers be about choices that there are."""
    query = "SELECT id, background, background_counts FROM forum WHERE background != '[]' OR background_counts NOT NULL"
    asked: dict[int, list[StoredQuestion]] = {}
    for row in link.exec_driver_sql(query).fetchall():
        asked[row.id] = _questions(row.background)
        readable = asked[row.id] or row.background == "[]"
        if not readable or not _are_questions(asked[row.id], row.background_counts):
            yield f"the background questions of forum id {row.id} are nothing that this program writes"
    query = "SELECT forum, question, choice, min(id) AS id FROM background_answer GROUP BY forum, question, choice"
    for row in link.exec_driver_sql(query).fetchall():
        if not has_place(asked.get(row.forum, []), row.question, row.choice):
            of = f"choice {row.choice} of question {row.question} of forum id {row.forum}"
            yield f"an answer to background questions is {of}, which there is not (id {row.id})"


def _questions(stored: str) -> list[StoredQuestion]:
    """Empty where they cannot be read."""
    try:
        return msgspec.json.decode(stored, type=list[StoredQuestion])
    except (msgspec.MsgspecError, UnicodeError):
        return []


def _are_questions(questions: list[StoredQuestion], counts: str | None) -> bool:
    try:
        counted = None if counts is None else msgspec.json.decode(counts, type=Counted)
    except (msgspec.MsgspecError, UnicodeError):
        return False
    texts = [words for one in questions for words in (one["words"], *one["choices"])]
    choices = [len(one["choices"]) for one in questions]
    fits = counted is None or [len(sums) for sums in counted["answers"]] == choices
    return fits and all(texts) and all(words.keys() <= SPOKEN for words in texts)


def _is_earlier(stored: str) -> bool:
    try:
        msgspec.json.decode(stored, type=Earlier)
    except (msgspec.MsgspecError, UnicodeError):
        return False
    return True


def _fits(setting: Setting, value: object) -> bool:
    if value is None:
        return setting.later
    if not isinstance(value, int | str):
        return False
    try:
        setting.check(value)
    except Refusal:
        return False
    return True


def _languages(link: Connection, tables: table_structure.Shape) -> Iterator[str]:
    """Languages of forums, and of texts in several languages, as far as the file's release had them."""
    for column in ("languages", "screen_languages"):
        unknown = _outside(column, "value", SPOKEN)
        query = f"SELECT count(*) FROM forum WHERE json_array_length({column}) = 0 OR EXISTS ({unknown})"
        if link.exec_driver_sql(query).scalar():
            yield f"forum.{column} names languages that there are not, or none"
    for table, column in TEXTS:
        if table not in tables or column not in tables[table].columns:
            continue
        query = f"SELECT count(*) FROM {table} WHERE EXISTS ({_outside(column, 'key', SPOKEN)})"
        if link.exec_driver_sql(query).scalar():
            yield f"{table}.{column} has words in a language that there is not"


def _outside(column: str, part: str, known: set[str]) -> str:
    return f"SELECT 1 FROM json_each({column}) AS one WHERE one.{part} NOT IN ({_quoted(known)})"
