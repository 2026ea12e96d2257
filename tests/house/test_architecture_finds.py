"""The rules of test_architecture.py find what they forbid: each is given a module that breaks it, and one that does
not."""

import ast
from collections.abc import Callable

import pytest

from tests.house import test_architecture as rules
from tests.house.source import ROOT, Module

LONG = "def f():\n" + "    g()\n" * 35
BIG = "x = 1\n" * 351
BAD: list[tuple[Callable[[], None], str, str]] = [
    (rules.test_every_module_is_in_a_room, "attic/old.py", ""),
    (rules.test_imports_go_only_downward, "domain/ideas.py", "from workshop.storage import tables"),
    (rules.test_imports_go_only_downward, "domain/ideas.py", "from workshop.transport import socket_reader"),
    (rules.test_imports_go_only_downward, "storage/log.py", "import workshop.projections.audience_views"),
    (rules.test_imports_go_only_downward, "access/rights.py", "from workshop.actions.writer import Writer"),
    (rules.test_imports_go_only_downward, "reports/csv.py", "from workshop.actions import registry"),
    (rules.test_imports_go_only_downward, "pages/phone/view.py", "from workshop.live import gateway"),
    (rules.test_imports_go_only_downward, "actions/ideas.py", "def f():\n    from workshop.pages import base"),
    (rules.test_imports_go_only_downward, "actions/ideas.py", "from ..pages import base"),
    (rules.test_imports_go_only_downward, "i18n/catalogues.py", "from workshop.contract import base"),
    (rules.test_imports_go_only_downward, "verifier/check.py", "from workshop.domain import ideas"),
    (rules.test_imports_go_only_downward, "rehearsal/plan.py", "from workshop.domain import ideas"),
    (rules.test_imports_go_only_downward, "app.py", "from workshop.bench import rounds"),
    (rules.test_the_package_itself_imports_nothing, "__init__.py", "import os"),
    (rules.test_only_loop_names_the_event_loops_library, "live/gateway.py", "import eventlet.queue"),
    (rules.test_only_loop_names_the_event_loops_library, "runtime/jobs.py", "from greenlet import getcurrent"),
    (rules.test_work_beside_requests_is_a_job, "live/gateway.py", "threading.Thread(target=f)"),
    (rules.test_work_beside_requests_is_a_job, "access/password_sign_in.py", "subprocess.Popen([])"),
    (rules.test_work_beside_requests_is_a_job, "live/presence.py", "while True:\n    loop.sleep(1)"),
    (rules.test_only_the_wire_knows_sockets, "pages/base.py", "from flask_socketio import emit"),
    (rules.test_only_storage_commits, "actions/ideas.py", "db.commit()"),
    (rules.test_data_is_changed_by_the_writer_alone, "pages/console.py", "with transaction(engine) as db:\n    pass"),
    (
        rules.test_data_is_changed_by_the_writer_alone,
        "live/gateway.py",
        "with database.transaction(e) as db:\n    pass",
    ),
    (rules.test_data_is_changed_by_the_writer_alone, "pages/join.py", "with engine.begin() as line:\n    pass"),
    (
        rules.test_data_is_changed_by_the_writer_alone,
        "administrator_requests/forums.py",
        "with desk.engine.begin() as line:\n    pass",
    ),
    (rules.test_data_is_changed_by_the_writer_alone, "live/presence.py", "engine.connect().begin()"),
    (rules.test_data_is_changed_by_the_writer_alone, "cli/forums.py", "with Session(engine) as db:\n    pass"),
    (rules.test_data_is_changed_by_the_writer_alone, "projections/idea.py", "orm.sessionmaker(engine)"),
    (rules.test_the_list_of_writers_names_nobody_who_does_not_write, "app.py", "x = 1"),
    (rules.test_actions_never_tell, "actions/ideas.py", "socket.emit('frame')"),
    (rules.test_actions_never_tell, "actions/ideas.py", "loop.spawn(f)"),
    (rules.test_rules_know_no_clock_no_chance_and_no_outer_world, "domain/ideas.py", "import time"),
    (rules.test_rules_know_no_clock_no_chance_and_no_outer_world, "domain/ideas.py", "from random import choice"),
    (rules.test_rules_know_no_clock_no_chance_and_no_outer_world, "domain/text.py", "import sqlalchemy.orm"),
    (rules.test_rules_know_no_clock_no_chance_and_no_outer_world, "domain/text.py", "open('a')"),
    (rules.test_rules_know_no_clock_no_chance_and_no_outer_world, "domain/activity_states.py", "datetime.now()"),
    (rules.test_rules_know_no_clock_no_chance_and_no_outer_world, "domain/retention.py", "epoch_ms.clock()"),
    (
        rules.test_epoch_milliseconds_become_dates_in_one_place,
        "reports/csv.py",
        "dt.datetime.fromtimestamp(at // 1000)",
    ),
    (rules.test_the_contract_knows_only_words, "contract/base.py", "import flask"),
    *(
        (rules.test_an_ideas_states_are_named_in_one_table, where, f"x = row.state == {state!r}")
        for where in ("actions/ideas.py", "projections/idea.py", "pages/phone/view.py", "reports/csv.py")
        for state in ("shown", "waiting", "private", "hidden", "withdrawn", "closing", "closed")
    ),
    (rules.test_an_ideas_states_are_named_in_one_table, "pages/phone/view.py", "x = {'hidden': 1}"),
    *(
        (rules.test_a_forums_states_are_named_in_one_table, where, say)
        for where in ("actions/ideas.py", "pages/join.py", "reports/csv.py", "storage/backup.py")
        for say in ("x = row.state == 'ended'", "row.state = 'live'", "f(state='planned')", "x = b['state'] != 'live'")
    ),
    (rules.test_reports_do_not_read_the_database, "reports/csv.py", "from workshop.storage import tables"),
    (rules.test_reports_do_not_read_the_database, "reports/csv.py", "import sqlalchemy"),
    (rules.test_storage_knows_no_people_and_no_pages, "storage/log.py", "from flask import request"),
    (rules.test_the_rehearsal_stands_on_its_own, "client/browser.py", "import werkzeug"),
    (rules.test_there_is_one_client_of_the_wire, "rehearsal/run.py", "x = 'Sec-WebSocket-Key'"),
    (rules.test_the_bench_stands_on_its_own, "bench/rounds.py", "import msgspec"),
    (rules.test_the_bench_stands_on_its_own, "app.py", "from workshop.bench.references import naive"),
    (rules.test_install_and_start_needs_nothing_installed, "install_and_start.py", "import msgspec"),
    (rules.test_a_pattern_ends_where_the_text_ends, "access/rights.py", "x = re.compile(r'[a-z]+$')"),
    (rules.test_a_pattern_ends_where_the_text_ends, "contract/base.py", "Key = Annotated[str, Meta(pattern=f'^{x}$')]"),
    (rules.test_what_a_number_is_is_decided_in_one_place, "pages/base.py", "int(x) if x.isdigit() else 0"),
    (rules.test_what_a_number_is_is_decided_in_one_place, "pages/base.py", "int(x) if x.isdecimal() else 0"),
    (rules.test_functions_are_short, "administrator_requests/forums.py", LONG),
    (rules.test_functions_are_short, "administrator_requests/forums.py", "async " + LONG),
    (rules.test_modules_are_short, "administrator_requests/forums.py", BIG),
]
GOOD: list[tuple[Callable[[], None], str, str]] = [
    (rules.test_imports_go_only_downward, "pages/join.py", "from workshop.domain import codes\nimport flask"),
    (rules.test_imports_go_only_downward, "__main__.py", "from workshop.bench import rounds"),
    (rules.test_imports_go_only_downward, "reports/html.py", "from workshop.locale import texts"),
    (rules.test_only_loop_names_the_event_loops_library, "runtime/eventlet_loop.py", "import eventlet"),
    (rules.test_work_beside_requests_is_a_job, "runtime/jobs.py", "Thread()\nwhile True:\n    loop.sleep(1)"),
    (rules.test_work_beside_requests_is_a_job, "live/presence.py", "while waiting:\n    loop.sleep(1)"),
    (rules.test_only_storage_commits, "storage/database.py", "session.commit()"),
    (rules.test_data_is_changed_by_the_writer_alone, "pages/join.py", "with reading(engine) as db:\n    logs.begin()"),
    (rules.test_data_is_changed_by_the_writer_alone, "actions/writer.py", "with transaction(engine) as db:\n    pass"),
    (rules.test_an_ideas_states_are_named_in_one_table, "actions/ideas.py", "x = 'hidden away'"),
    (rules.test_a_forums_states_are_named_in_one_table, "pages/phone/view.py", "x = picture.mode == 'ended'"),
    (rules.test_a_forums_states_are_named_in_one_table, "verifier/check.py", "x = forum['state'] == 'ended'"),
    (rules.test_an_ideas_states_are_named_in_one_table, "contract/idea_states.py", "HIDDEN = 'hidden'"),
    (rules.test_a_pattern_ends_where_the_text_ends, "access/rights.py", "x = re.compile(r'[$]\\$$', re.M), 'US$'"),
    (rules.test_functions_are_short, "administrator_requests/forums.py", "def f():\n" + "    g()\n" * 34),
    (
        rules.test_modules_are_short,
        "administrator_requests/forums.py",
        "'''\n" + "words\n" * 400 + "'''\n" + "# words\n\n" * 400 + "x = 1\n" * 350,
    ),
]


def made(where: str, text: str) -> Module:
    parts = ("workshop/" + where).removesuffix(".py").split("/")
    name = ".".join(part for part in parts if part != "__init__")
    return Module(ROOT / "workshop" / where, name, text, ast.parse(text))


def named(case: object) -> str | None:
    return getattr(case, "__name__", None)


@pytest.mark.parametrize(("rule", "where", "text"), BAD, ids=named)
def test_a_rule_finds_what_it_forbids(
    monkeypatch: pytest.MonkeyPatch, rule: Callable[[], None], where: str, text: str
) -> None:
    monkeypatch.setattr(rules, "modules", lambda under=None: [made(where, text)])
    with pytest.raises(AssertionError, match=where):
        rule()


@pytest.mark.parametrize(("rule", "where", "text"), GOOD, ids=named)
def test_a_rule_lets_the_rest_be(
    monkeypatch: pytest.MonkeyPatch, rule: Callable[[], None], where: str, text: str
) -> None:
    monkeypatch.setattr(rules, "modules", lambda under=None: [made(where, text)])
    rule()
