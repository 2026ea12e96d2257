"""An import whose process is killed in the middle: the forum says so, cannot be opened, and is gone after a start."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from tests.imports.test_other_programs import PB
from tests.live.people import TOP
from tests.tools.pace import limit
from workshop import serving
from workshop.access import random_codes_and_keys
from workshop.access.authentication import Credentials
from workshop.actions import unfinished_imports
from workshop.actions.writer import Writer
from workshop.administrator_requests.base import Admin
from workshop.administrator_requests.forums import list_forums
from workshop.contract import commands
from workshop.i18n import catalogues
from workshop.pages.office import home_view_model, view_models
from workshop.runtime.crash_points import EXIT_CODE
from workshop.runtime.epoch_ms import clock
from workshop.runtime.settings import Settings
from workshop.storage import database, unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.tables import Activity, Forum
from workshop.verifier.check import verify


@pytest.fixture
def left(tmp_path: Path) -> Iterator[tuple[Settings, Engine]]:
    """Data on which an import was killed when its ideas were in, and none of its ballots."""
    environ = {**os.environ, "WORKSHOP_DATA": str(tmp_path / "data"), "CRASH_AT": "after the commit:2"}
    environ.pop("DATABASE_URL", None)
    (tmp_path / "x.pb").write_text(PB.format(type="approval", points="", one="", two="", three=""))
    command = [sys.executable, "-m", "workshop", "forum", "import", "--format", "pb", str(tmp_path / "x.pb")]
    done = subprocess.run(command, cwd=TOP, env=environ, timeout=limit(60), capture_output=True, check=False)
    assert done.returncode == EXIT_CODE, done.stderr
    settings = Settings.from_env({"WORKSHOP_DATA": str(tmp_path / "data"), "WORKSHOP_HOST": "127.0.0.1"})
    engine = database.connect(settings.database_url)
    yield settings, engine
    engine.dispose()


def test_a_forum_that_was_cut_off_is_told_kept_closed_and_removed(left: tuple[Settings, Engine]) -> None:
    """It looked like any planned forum, with 6,000 of 50,000 ballots."""
    settings, engine = left
    writer = Writer(engine)
    with reading(engine) as db:
        forum = db.scalars(select(Forum)).one()
        steps = db.scalars(select(Activity.id).order_by(Activity.position)).all()
        home = home_view_model.home(db, 0)
        assert view_models.forum(db, forum.ref).importing
    assert home.next is None and [one.importing for shelf in home.shelves for one in shelf.forums] == [True]
    for step in steps:
        go = commands.AgendaGo(key=random_codes_and_keys.key(), activity=step)
        assert writer.execute(go, Credentials(administrator=True), forum.id).code == "importing"
    unfinished_imports.finish(writer)
    assert [one["importing"] for one in listed(settings, engine)] == [True], "another process may be at it"
    app, _ = serving._prepared(settings, engine, "key", unproven=False)
    unfinished_imports.job(app.extensions["services"].writer).run()
    assert listed(settings, engine) == []
    with reading(engine) as db:
        assert unfinished_import_notes.of_all(db) == []
    assert verify(str(engine.url))["problems"] == []
    app.extensions["services"].engine.dispose()


def test_on_data_that_others_share_it_is_removed_when_nothing_has_come_for_minutes(
    left: tuple[Settings, Engine],
) -> None:
    settings, engine = left
    later = Writer(engine, now=lambda: unfinished_import_notes.SILENCE + clock())
    unfinished_imports.finish(later)
    assert listed(settings, engine) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_its_words_are_written(language: str) -> None:
    assert catalogues.say(language, "office.state.importing") != "office.state.importing"


def listed(settings: Settings, engine: Engine) -> list[dict[str, object]]:
    desk = Admin(settings, engine, Writer(engine), 5999, None)  # type: ignore[arg-type]
    return list_forums(desk, {})["forums"]  # type: ignore[return-value]
