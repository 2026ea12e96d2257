"""Every page of the office and the console, asked for by somebody who may not see it, also each that will be added."""

import re

from flask import Flask
from sqlalchemy import insert, select
from werkzeug.routing import Rule

from tests.conftest import Room, furnish
from tests.pages.test_office import FINNISH
from workshop import forum_templates
from workshop.access.authentication import desk_hash
from workshop.pages.base import Services
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Forum, admission, house

VALUES = {"form": "svg", "name": "csv", "step": 1, "activity": 1, "idea": 1, "series": 1, "account": 1, "link": 1}
"""What addresses have beside the forum's name."""


def logs(room: Room) -> list[object]:
    with reading(room.engine) as db:
        ends = db.execute(select(Forum.id, Forum.log_n, Forum.log_head).order_by(Forum.id)).all()
        return [*ends, db.scalar(select(house.c.value).where(house.c.name == "log"))]


def test_a_facilitator_of_another_forum_opens_and_changes_nothing(app: Flask, room: Room, services: Services) -> None:
    other = furnish(room.engine, forum_templates.load("forum-1"))
    link = other.must("link.add", secret_hash=desk_hash("secret"), label="Eve")["link"]
    with transaction(room.engine) as db:
        ref = db.get_one(Forum, room.forum).ref
        row = {"token_hash": desk_hash("eve"), "link": link, "serial": link, "created_at": 0, "expires_at": 10**14}
        db.execute(insert(admission).values(row))
    client = app.test_client()
    client.set_cookie(services.cookies.desk, "eve", domain="localhost")
    signs_in = client.get("/office/sign-in", headers=FINNISH).get_data(True)
    csrf = re.findall(r'name="csrf" value="([0-9a-f]+)"', signs_in)[0]
    before, rules = logs(room), [rule for rule in app.url_map.iter_rules() if "ref" in rule.arguments]
    assert len(rules) > 40
    for rule in rules:
        for method in rule.methods & {"GET", "POST"} if rule.methods else ():
            answer = client.open(path_of(app, rule, ref), method=method, data={"csrf": csrf, "sure": "yes"})
            leads_in = answer.status_code == 303 and "/office/sign-in" in (answer.location or "")
            assert leads_in or 400 <= answer.status_code < 500, (method, rule.rule, answer.status_code)
    assert logs(room) == before


def path_of(app: Flask, rule: Rule, ref: str) -> str:
    with app.test_request_context():
        built = rule.build({name: VALUES.get(name, "x") for name in rule.arguments} | {"ref": ref})
    assert built, rule.rule
    return built[1]
