"""The files in deploy/ are accepted by the programs they are for, and people join through nginx at two processes."""

import json
import re
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.live.people import Person, Server
from tests.several.test_two_processes import Start, heads, on, own, start, until  # noqa: F401
from tests.tools.pace import limit
from workshop.bench.postgres_and_redis import Redis, Service, free_port, program
from workshop.contract.base import PROTOCOL
from workshop.runtime.settings import Settings

pytestmark = pytest.mark.several
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SITE = (DEPLOY / "nginx.conf").read_text("utf-8")
AROUND = """daemon off; master_process off; pid {here}/pid; error_log stderr; events {{}}
http {{ access_log off; {temps} {site} }}
"""
TEMPS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx() -> str:
    found = program("nginx")
    if not found:
        pytest.fail("no nginx; `make test` would have said so")
    return found


def written(folder: Path, site: str) -> Path:
    """A complete configuration with this site in it, that uses nothing outside the folder."""
    path = folder / "nginx.conf"
    temps = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPS)
    path.write_text(AROUND.format(here=folder, temps=temps, site=site))
    return path


def test_nginx_takes_the_site_as_it_is(tmp_path: Path) -> None:
    tls = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=forum.example.org"]
    subprocess.run(
        [*tls, "-keyout", f"{tmp_path}/privkey.pem", "-out", f"{tmp_path}/fullchain.pem"],
        check=True,
        capture_output=True,
    )
    site = re.sub(r"app-(one|two):", "127.0.0.1:", SITE.replace("/etc/nginx/tls", str(tmp_path)))
    done = subprocess.run(
        [nginx(), "-t", "-c", str(written(tmp_path, site))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "warn" not in done.stderr, done.stderr


@pytest.fixture
def front(start: Start, redis: Redis, tmp_path: Path) -> Iterator[tuple[Server, Server, Server]]:  # noqa: F811
    """nginx with our site in front of two processes; the third server is the way through it."""
    port = free_port()
    first, second = start(REDIS_URL=redis.url, WORKSHOP_FORWARDED="yes", WORKSHOP_URL=f"http://127.0.0.1:{port}")
    site = SITE.replace("app-one:5000", f"127.0.0.1:{first.port}").replace("app-two:5000", f"127.0.0.1:{second.port}")
    site = re.sub(
        r"ssl_\w+ .*",
        "",
        site.replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace("listen 80", "listen 127.0.0.1:1"),
    )
    site = re.sub(r"server \{\s+listen 127.0.0.1:1;.*?\n\}", "", site, flags=re.S).replace(
        "listen 127.0.0.1:1 default_server;", ""
    )
    child = Service(
        [nginx(), "-c", str(written(tmp_path, site.replace("forum.example.org", "127.0.0.1")))], None, tmp_path
    )
    way = Server(tmp_path / "way", "eventlet")
    way.base = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return bool(way.health()["ok"])
        except OSError:
            return False

    try:
        child.start(answers)
        yield way, first, second
    finally:
        child.stop()


def test_people_come_through_nginx_to_both_and_stay_when_one_is_killed(front: tuple[Server, Server, Server]) -> None:
    way, first, second = front
    links = first.forum()
    lead = Person(first).lead(on(links["console"], first))
    phones = [Person(way) for _ in range(12)]
    for phone in phones:
        phone.scan(links["join"])
    until(lambda: heads(lead, "connected", "active") == (12, 12))
    here = first.health()["connections"] - 1, second.health()["connections"]
    assert sum(here) == 12 and min(here) > 0, f"all came to one process: {here}"
    shapes = lead.wait(lambda event, data: event == "snapshot")["put"]["activity"].values()
    assert all(polls(phone) for phone in phones), "without websockets every request must find the same process"
    step = next(shape["id"] for shape in shapes if shape["position"] == 5)
    assert lead.do("agenda.go", activity=step)["ok"]
    until(lambda: all((phone.sees("activity", step) or {}).get("state") == "open" for phone in phones))
    ideas = {phone: phone.do("idea.add", activity=step, text="Ajatus")["made"]["idea"] for phone in phones}
    second.stop(signal.SIGKILL)
    for phone in phones:
        again = Person(way)
        again.jar, again.boot = phone.jar, phone.boot
        phone.close()
        again.connect()
        assert [idea["id"] for idea in own(again)["mine"].values()] == [ideas[phone]], (
            "the same person on the same phone"
        )
        again.close()
    assert first.errand("verify")["ok"]
    lead.close()


def polls(person: Person) -> bool:
    """Whether this person's page polls by plain requests, each on a new connection."""
    address = f"{person.server.base}/socket.io/?EIO=4&transport=polling"
    sid = json.loads(person.get(address)[1:])["sid"]
    auth = json.dumps({"v": PROTOCOL, "page": "phone", "forum": person.boot["forum"]})
    with person.browser.open(f"{address}&sid={sid}", f"40{auth}".encode(), timeout=limit(5)) as answer:
        assert answer.status == 200
    return person.get(f"{address}&sid={sid}").startswith("40{")


def test_nginx_lets_nobody_say_who_they_are(front: tuple[Server, Server, Server]) -> None:
    way = front[0]

    def status(path: str, **headers: str) -> int:
        try:
            with urllib.request.urlopen(
                urllib.request.Request(way.base + path, headers=headers), timeout=limit(5)
            ) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    assert status("/healthz") == 200
    assert status("/metrics", **{"X-Workshop-Key": "x"}) == status("/admin/verify") == 404
    assert status("/healthz", Host="elsewhere.example") == 0, "a name that is not ours gets nothing"
    assert status("/healthz", **{"X-Forwarded-Host": "elsewhere.example"}) == 200


def test_the_compose_file_names_only_what_there_is() -> None:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    services, known = (
        found["services"],
        {each.metadata["env"] for each in Settings.__dataclass_fields__.values() if each.metadata},
    )
    assert sum(1 for one in services.values() if "build" in one) == 2
    for name, one in services.items():
        image = one.get("image", "")
        assert ("build" in one) != bool(re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z]+", image)), (
            f"{name}: {image} is no exact version"
        )
        assert set(one.get("depends_on", ())) <= set(services)
        if "build" in one:
            assert set(one["environment"]) <= known
            assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).exists()
        for volume in one.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in found["volumes"] or source in ("./nginx.conf", "./tls")
    folders = [one["volumes"] for one in services.values() if "build" in one]
    assert folders[0] != folders[1], "each process of its own machine has a folder of its own"
    assert set(re.findall(r"server (app-\w+):", SITE)) <= set(services)
