"""Every form of the office, sent without its token by the browser of who is signed in: nothing is written."""

from flask import Flask
from sqlalchemy import MetaData, select

from tests.pages.test_office import FINNISH, Browser, forum, kaisa, row, stranger
from tests.pages.test_rights import path_of
from workshop.pages.base import Services
from workshop.pages.form_after_sign_in import OPEN
from workshop.storage import unfinished_import_notes
from workshop.storage.database import reading
from workshop.storage.unfinished_import_notes import Note

__all__ = ["forum", "kaisa", "stranger"]


def everything(services: Services) -> dict[str, list[str]]:
    """Every row of every table."""
    tables = MetaData()
    with reading(services.engine) as db:
        tables.reflect(db.connection())
        return {name: sorted(map(repr, db.execute(select(its)))) for name, its in tables.tables.items()}


def test_without_its_token_no_form_of_the_office_writes_anything(
    app: Flask, kaisa: Browser, forum: str, services: Services
) -> None:
    """The page said that nothing was saved, and an import that was cut off was told no more."""
    note = Note(forum=row(services, forum).ref, task="bring", file="x", state="cut", done=2, total=5)
    unfinished_import_notes.begin(services.engine, note, 0)
    rules = [one for one in app.url_map.iter_rules() if one.endpoint.startswith("office.") and one.endpoint not in OPEN]
    rules = [one for one in rules if one.methods and "POST" in one.methods]
    assert len(rules) > 30
    before = everything(services)
    for rule in rules:
        path = path_of(app, rule, forum)
        answer = kaisa.client.post(
            path, data={"file": "x", "sure": "yes", "title": "x"}, headers=FINNISH | {"Origin": "http://localhost:5999"}
        )
        assert 400 <= answer.status_code < 500 or answer.status_code == 200, (rule.rule, answer.status_code)
    assert everything(services) == before
