"""The server's addresses on simulated networks: which address goes into the QR, and which hosts and origins are
accepted."""

import re
from urllib.parse import urlsplit

import ifaddr
import pytest
import zxingcpp
from PIL import Image

from workshop.access import base_url_and_allowed_hosts
from workshop.access.base_url_and_allowed_hosts import (
    Hosts,
    Network,
    best,
    candidates,
    inner,
    read_network,
)
from workshop.access.qr import MARGIN, QrCode, qr_svg, qr_terminal
from workshop.access.qr_payloads import qr_payload, wifi_payload
from workshop.runtime.settings import Settings

LAPTOP = Network(
    (
        ("docker0", "172.17.0.1"),
        ("br-4f1c", "172.18.0.1"),
        ("tun0", "10.8.0.6"),
        ("eth0", "169.254.7.7"),
        ("enp3s0", "10.1.2.3"),
        ("wlp2s0", "192.168.1.20"),
    ),
    way_out="192.168.1.20",
)
NOTHING = Network(())


def settings(**environ: str) -> Settings:
    return Settings.from_env(environ)


def hosts_of(network: Network, bind: str = "0.0.0.0") -> list[str]:
    return [each.host for each in candidates(5000, bind, network)]


def test_the_way_out_comes_first_and_virtual_networks_last() -> None:
    assert hosts_of(LAPTOP) == ["192.168.1.20", "10.1.2.3", "169.254.7.7", "10.8.0.6", "172.18.0.1", "172.17.0.1"]
    kinds = [each.kind for each in candidates(5000, network=LAPTOP)]
    assert kinds == ["wifi", "cable", "cable", "tunnel", "virtual", "virtual"]


def test_a_vpn_or_container_bridge_never_wins_over_the_room() -> None:
    on_vpn = Network(LAPTOP.addresses, way_out="10.8.0.6")
    assert hosts_of(on_vpn)[0] == "192.168.1.20"


def test_without_a_way_out_the_usual_ranges_come_first() -> None:
    own_router = Network((("eth0", "81.2.3.4"), ("eth1", "172.20.1.1"), ("eth2", "10.0.0.2"), ("wlan0", "192.168.8.1")))
    assert hosts_of(own_router) == ["192.168.8.1", "10.0.0.2", "172.20.1.1", "81.2.3.4"]


@pytest.mark.parametrize(
    ("bind", "left"),
    [("192.168.1.20", ["192.168.1.20"]), ("127.0.0.1", []), ("::", hosts_of(LAPTOP))],
)
def test_only_addresses_that_are_listened_at(bind: str, left: list[str]) -> None:
    assert hosts_of(LAPTOP, bind) == left


def test_the_best_address() -> None:
    assert best(settings(), 5000, network=LAPTOP) == "http://192.168.1.20:5000"
    assert best(settings(), 80, network=LAPTOP) == "http://192.168.1.20"
    assert best(settings(), 5000, "http://10.1.2.3:5000", LAPTOP) == "http://10.1.2.3:5000", "the organiser chose"
    assert best(settings(), 5000, "http://10.9.9.9:5000", LAPTOP) == "http://192.168.1.20:5000", (
        "a choice of another network is passed over"
    )
    assert best(settings(WORKSHOP_URL="https://ideat.fi"), 5000, "http://10.1.2.3:5000", LAPTOP) == "https://ideat.fi"
    assert best(settings(), 5000, network=NOTHING) is None, "never loopback"
    assert best(settings(WORKSHOP_HOST="127.0.0.1"), 5000, network=LAPTOP) is None


def test_this_machine_can_be_read() -> None:
    network = read_network()
    assert not any(host.startswith("127.") for _, host in network.addresses)
    assert network.way_out is None or network.way_out in {host for _, host in network.addresses}


def adapters(*found: tuple[str, list[str | tuple[str, int, int]]]) -> list[ifaddr.Adapter]:
    return [ifaddr.Adapter(name, name, [ifaddr.IP(one, 24, name) for one in ips]) for name, ips in found]


def test_a_network_without_a_way_out_is_read_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A router without internet, and a laptop that is no Linux machine: there only the way out was found."""
    there = adapters(
        ("lo0", ["127.0.0.1", ("::1", 0, 0)]),
        ("en0", [("fe80::1", 0, 4), "192.168.8.20", "192.168.8.21"]),
        ("utun3", ["10.8.0.2"]),
    )
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: there)
    monkeypatch.setattr(base_url_and_allowed_hosts, "_way_out", lambda: None)
    found = read_network()
    assert found.addresses == (("en0", "192.168.8.20"), ("en0", "192.168.8.21"), ("utun3", "10.8.0.2"))
    assert best(settings(), 5000, network=found) == "http://192.168.8.20:5000"


def test_a_system_that_tells_no_addresses_leaves_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError("not permitted")

    monkeypatch.setattr(ifaddr, "get_adapters", refuse)
    monkeypatch.setattr(base_url_and_allowed_hosts, "_way_out", lambda: "10.1.2.3")
    assert read_network() == Network((("", "10.1.2.3"),), "10.1.2.3")


def gate(network: Network = LAPTOP, **environ: str) -> Hosts:
    return Hosts(settings(**environ), 5000, network=lambda: network)


@pytest.mark.parametrize(
    ("bind", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:5000"),
        ("::", "http://[::1]:5000"),
        ("127.0.0.2", "http://127.0.0.2:5000"),
        ("10.1.2.3", "http://10.1.2.3:5000"),
        ("fd00::2", "http://[fd00::2]:5000"),
    ],
)
def test_programs_of_this_machine_find_the_server_wherever_it_listens(bind: str, url: str) -> None:
    assert inner(bind, 5000) == url
    assert gate(WORKSHOP_HOST=bind).allowed_host(urlsplit(url).netloc)


@pytest.mark.parametrize(
    "header",
    [
        "127.0.0.1:5000",
        "localhost",
        "LOCALHOST:5000",
        "[::1]:5000",
        "192.168.1.20:5000",
        "10.1.2.3",
        "ideat.fi",
        "forum.test:8080",
    ],
)
def test_our_hosts(header: str) -> None:
    assert gate(WORKSHOP_URL="https://ideat.fi", WORKSHOP_HOSTS="forum.test").allowed_host(header)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.21",
        "ideat.fi.evil.example",
        ":5000",
        "::1",
        "ideat.fi@x",
    ],
)
def test_other_hosts(header: str) -> None:
    assert not gate(WORKSHOP_URL="https://ideat.fi", WORKSHOP_HOSTS="forum.test").allowed_host(header)


def test_origins() -> None:
    ours = gate(WORKSHOP_URL="https://ideat.fi", WORKSHOP_HOSTS="forum.test,kiosk.test:81").allowed_origin
    for origin in (
        "https://ideat.fi",
        "http://127.0.0.1:5000",
        "http://localhost:5000",
        "http://192.168.1.20:5000",
        "http://172.17.0.1:5000",
        "http://forum.test:5000",
        "http://forum.test",
        "https://forum.test",
        "http://kiosk.test:81",
    ):
        assert ours(origin), origin
    for origin in (
        "",
        "null",
        "http://ideat.fi",
        "https://ideat.fi:5000",
        "http://192.168.1.20",
        "http://192.168.1.20:5001",
        "http://forum.test:81",
        "http://kiosk.test",
        "https://evil.example",
    ):
        assert not ours(origin), origin


def test_the_network_is_read_again_but_not_for_each_request() -> None:
    now, reads = [100.0], []
    networks = [LAPTOP, Network((("wlp2s0", "192.168.9.9"),))]

    def read() -> Network:
        reads.append(1)
        return networks[min(len(reads), 2) - 1]

    hosts = Hosts(settings(), 5000, network=read, clock=lambda: now[0])
    assert all(hosts.allowed_host("192.168.1.20") for _ in range(50))
    assert len(reads) == 1
    now[0] += 5.1
    assert not hosts.allowed_host("192.168.1.20")
    assert hosts.allowed_host("192.168.9.9")
    assert len(reads) == 2
    hosts.port = 5001
    assert hosts.allowed_origin("http://192.168.9.9:5001"), "the port was only known after the start"
    assert not hosts.allowed_origin("http://192.168.9.9:5000")


def test_the_wifi_card() -> None:
    assert wifi_payload("Museo", "sala") == "WIFI:T:WPA;S:Museo;P:sala;;"
    assert wifi_payload("Museo") == "WIFI:T:nopass;S:Museo;;"
    assert wifi_payload('A;B,"C"', "a\\b:c") == 'WIFI:T:WPA;S:A\\;B\\,\\"C\\";P:a\\\\b\\:c;;'


SECRET = "abcdefghijklmnopqrstuvw234"


def test_the_joining_code() -> None:
    text = qr_payload("http://192.168.1.20:5000", SECRET)
    assert text == "http://192.168.1.20:5000/J/ABCDEFGHIJKLMNOPQRSTUVW234", "some cameras open no HTTP://"
    code = qr_svg(text)
    assert code.path == qr_svg(text).path
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", code.path)
    assert code.path.startswith(f"M{MARGIN} {MARGIN}h7v1h-7z"), "the corner mark stands behind the margin"


@pytest.mark.parametrize(
    "base", ["http://192.168.1.20:5000", "http://10.0.0.7", "https://ideat.fi", "https://foorumi.museo.example.org"]
)
def test_small_letters_make_the_code_one_version_larger_at_most_and_it_is_read(base: str) -> None:
    text = qr_payload(base, SECRET)
    code, capitals = qr_svg(text), qr_svg(text.upper())
    assert code.size <= capitals.size + 4
    assert text.removeprefix(base).isupper()
    assert [found.text for found in zxingcpp.read_barcodes(_drawn(code))] == [text]


def _drawn(code: QrCode) -> Image.Image:
    """As a page draws it: a module is six points wide."""
    picture = Image.new("L", (code.size, code.size), 255)
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", code.path):
        picture.paste(0, (int(x), int(y), int(x) + int(run), int(y) + 1))
    return picture.resize((code.size * 6, code.size * 6), Image.Resampling.NEAREST)


def test_the_code_in_a_terminal() -> None:
    lines = qr_terminal("HTTP://192.168.1.20:5000", colour=False).split("\n")
    assert {len(line) for line in lines} == {qr_svg("HTTP://192.168.1.20:5000").size}
    assert set("".join(lines)) == set("█▀▄ ")
    assert lines[0] == "█" * len(lines[0])
    assert qr_terminal("x").startswith("\x1b[97;40m")


def test_what_is_remembered_of_how_phones_came_is_one_of_our_addresses() -> None:
    """Before, each spelling of a port stayed: 150 connections made a frame of 452,472 bytes."""
    reached = gate().reached
    assert reached("192.168.1.20:5000") == "192.168.1.20:5000"
    for header in (
        "192.168.1.20:0005000",
        "LOCALHOST:1",
        "localhost:5000",
        "192.168.1.20:²",
        "192.168.1.20:" + "0" * 3000 + "1",
        "evil",
    ):
        assert reached(header) == ""
    named = gate(WORKSHOP_URL="https://Ideat.fi").reached
    assert {named(header) for header in ("ideat.fi", "IDEAT.FI", "ideat.fi:443")} == {"ideat.fi"}
    assert not gate().allowed_host("192.168.1.20:" + "1" * 6)
