"""Static files and catalogues: one address each, compressed once, and only for who accepts it."""

import re
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from workshop.pages import assets
from workshop.pages.asset_cache import AssetCache
from workshop.pages.base import Services

ACCEPTED = ["gzip", "GZIP", "*", "br, gzip;q=0.5", "*;q=0, gzip"]
REFUSED = ["", "identity", "gzip;q=0", "gzip; q=0.0", "gzip;q=0, *", "*;q=0", "notgzip", "x-gzip", "gzip2"]


@pytest.mark.parametrize(
    "spelling",
    ["./bundles/console.js", "././bundles/console.js", "bundles//console.js", "bundles/console.js/"]
    + ["bundles/../bundles/console.js", "bundles/./console.js", "bundles/console.js/.", "BUNDLES/console.js"],
)
def test_a_file_has_one_address(client: FlaskClient, spelling: str) -> None:
    assert client.get("/static/x/bundles/console.js").status_code == 200
    assert client.get(f"/static/x/{spelling}", follow_redirects=True).status_code == 404


def test_nothing_is_read_or_compressed_twice_however_it_is_asked_for(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(n: int) -> None:
        client.get(f"/static/{n}/bundles/phone.css?{n}")
        client.get(f"/static/{n}/{'./' * n}bundles/phone.css")
        client.get(f"/words/phone.fi.{n}.json")
        client.get(f"/words/phone.fi.{n}.{n}.json")

    get(1)
    made: list[bytes] = []

    def compress(body: bytes, *_: int, **__: int) -> bytes:
        made.append(body)
        return b""

    monkeypatch.setattr(assets, "gzip", SimpleNamespace(compress=compress))
    for n in range(2, 6):
        get(n)
    assert made == []


def test_gzip_is_for_who_accepts_it(client: FlaskClient, services: Services) -> None:
    """A page, a file, a catalogue, and a file from the asset cache read the header in the same way."""
    style = re.search(r"/static/[0-9a-f]{12}/bundles/phone.css", client.get("/").text)
    assert style
    cache = AssetCache(client.application, services)

    def encodings(header: str) -> set[str]:
        asked = ("/office/sign-in", style[0], "/words/phone.fi.x.json")
        answers = [client.get(path, headers={"Accept-Encoding": header}) for path in asked]
        ready = cache.answer(style[0].encode(), {b"host": b"127.0.0.1", b"accept-encoding": header.encode()})
        assert ready
        found = {answer.headers.get("Content-Encoding", "") for answer in answers}
        return found | {"gzip" if b"content-encoding: gzip" in ready[:2000].lower() else ""}

    assert {header: encodings(header) for header in ACCEPTED} == {header: {"gzip"} for header in ACCEPTED}
    assert {header: encodings(header) for header in REFUSED} == {header: {""} for header in REFUSED}
