"""What pages load: one script and one style sheet each; with WORKSHOP_SCRIPTS=modules, or after a change of a source,
the sources."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room
from workshop.app import TOP
from workshop.pages import scripts_and_styles
from workshop.pages.base import Services
from workshop.storage.database import reading
from workshop.storage.tables import Forum

FILES = re.compile(r'(?:src|rel="stylesheet" href)="/static/[0-9a-f]{12}/([^"]+)"')


@pytest.fixture
def addresses(room: Room) -> dict[str, str]:
    """The pages that a stranger can open, by the name of their files."""
    with reading(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        return {"join": f"/j/{forum.code}", "screen": f"/screen/{forum.screen_token}", "office": "/office/sign-in"}


def files(client: FlaskClient, address: str) -> list[str]:
    return FILES.findall(client.get(address).text)


def test_a_page_loads_one_script_and_one_style_sheet(client: FlaskClient, addresses: dict[str, str]) -> None:
    for page, address in addresses.items():
        sheet = "phone" if page == "join" else page
        assert sorted(files(client, address)) == sorted([f"bundles/{sheet}.css", f"bundles/{page}.js"])
        for path in files(client, address):
            answer = client.get(f"/static/x/{path}")
            assert answer.status_code == 200 and b"script_bundles.py" in answer.data.split(b"\n")[0]


def test_developers_get_the_sources(client: FlaskClient, services: Services, addresses: dict[str, str]) -> None:
    services.settings = replace(services.settings, scripts="modules")
    assert files(client, addresses["screen"]) == [
        *scripts_and_styles.style(services.static, "screen").named,
        "js/screen.js",
    ]
    assert files(client, addresses["join"]) == [
        *scripts_and_styles.style(services.static, "phone").named,
        "js/phone/join.js",
    ]


def test_a_page_never_loads_what_is_older_than_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts_and_styles, "digest", lambda static, bundle: "0" * 20)
    assert scripts_and_styles.loaded_script.__wrapped__(TOP / "static", "phone", True) == "js/phone.js"
    assert (
        scripts_and_styles.loaded_styles.__wrapped__(TOP / "static", "phone", True)
        == scripts_and_styles.style(TOP / "static", "phone").named
    )


def test_the_servers_memory_holds_what_pages_load(services: Services) -> None:
    bundled, modules = (scripts_and_styles.served(services.static, one) for one in (True, False))
    assert "bundles/phone.js" in bundled and not any(path.startswith(("js/", "css/")) for path in bundled)
    assert "js/phone.js" in modules
    assert any(path.endswith(".woff2") for path in bundled) and "icon.svg" in bundled
