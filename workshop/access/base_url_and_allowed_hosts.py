"""The base URL that QR codes and links carry, and the host names and origins that are accepted in requests.

The base URL is `WORKSHOP_URL`, else the best address of this machine in the local network, read again every few seconds
because a laptop moves; never loopback, and never taken from a request. Reads the network configuration, never changes
it.
"""

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from workshop.runtime.settings import Settings

WIFI, CABLE, OTHER, TUNNEL, VIRTUAL = "wifi", "cable", "other", "tunnel", "virtual"
KINDS = {
    WIFI: ("wl", "ap", "ath", "uap"),
    CABLE: ("en", "eth"),
    TUNNEL: ("tun", "tap", "wg", "tailscale", "ppp", "utun", "zt", "nordlynx"),
    VIRTUAL: (
        "docker",
        "br-",
        "veth",
        "virbr",
        "vboxnet",
        "vmnet",
        "lxc",
        "lxd",
        "cni",
        "podman",
        "flannel",
        "cali",
        "kube",
    ),
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
FRESH = 5.0
"""Seconds for which the network configuration is cached."""

_PRIVATE = [ipaddress.ip_network(net) for net in ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")]
_NOWHERE = ("192.0.2.1", 9)  # reserved by RFC 5737: connecting a UDP socket picks the route and sends nothing
_PORT = re.compile("[0-9]{1,5}")


@dataclass(frozen=True)
class Candidate:
    """An address that phones might reach: `url` without a path, its `host`, the network `interface` and its `kind`
    (KINDS or other)."""

    url: str
    host: str
    interface: str
    kind: str


@dataclass(frozen=True)
class Network:
    """This machine's network configuration: (interface, IPv4 address) pairs, and the source address of the default
    route."""

    addresses: tuple[tuple[str, str], ...]
    way_out: str | None = None


def candidates(port: int, bind: str = "0.0.0.0", network: Network | None = None) -> list[Candidate]:
    """All addresses of this machine at which a phone might reach `port`, the likeliest first.

    `bind` is where the server listens: a single address leaves only that one, loopback leaves none.
    """
    network = network or read_network()
    found = {host: Candidate(_origin("http", host, port), host, name, _kind(name)) for name, host in network.addresses}
    reachable = [each for each in found.values() if _listens(bind, each.host)]
    return sorted(reachable, key=partial(_rank, network.way_out))


def best(settings: Settings, port: int, override: str | None = None, network: Network | None = None) -> str | None:
    """The base URL for QR codes and links: WORKSHOP_URL, else the organiser's choice (`override`) while the machine
    still has it, else the likeliest address.

    None when this machine has no address that a phone could reach; the console says so.
    """
    if settings.url:
        return settings.url
    urls = [each.url for each in candidates(port, settings.host, network)]
    if override in urls:
        return override
    return urls[0] if urls else None


def base_url(settings: Settings, port: int, override: str = "") -> str:
    """The base URL for QR codes and links, or the loopback address when no phone could reach this machine."""
    return best(settings, port, override or None) or inner(settings.host, port)


def join_address(base_url: str | None, code: str) -> str:
    """The address to join at, for a text that is read for weeks; empty without an address that stays (`WORKSHOP_URL`).
    It holds the code, and not the QR's secret."""
    return f"{base_url}/j/{code}" if base_url else ""


def inner(bind: str, port: int) -> str:
    """Where programs on this machine reach a server that listens at `bind`: loopback, or the one address it is bound
    to."""
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)
    return _origin("http", f"[{host}]" if ":" in host else host, port)


class Hosts:
    """The allow-list of host names and origins: WORKSHOP_URL, all candidates, loopback, WORKSHOP_HOST and
    WORKSHOP_HOSTS.

    `port` may be corrected once the server knows where it listens. Reads the network configuration at most every FRESH
    seconds.
    """

    def __init__(
        self,
        settings: Settings,
        port: int,
        network: Callable[[], Network] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.port = port
        self._settings, self._network, self._clock = settings, network or read_network, clock
        self._read_at = float("-inf")
        self._for_port = port
        self._hosts: frozenset[str] = frozenset()
        self._origins: frozenset[str] = frozenset()
        self._offered: frozenset[str] = frozenset()

    def allowed_host(self, header: str) -> bool:
        """Whether a Host header (with or without a port) names this server."""
        self._refresh()
        return _host_name(header.strip().lower()) in self._hosts

    def reached(self, header: str) -> str:
        """The address, of those that a QR can carry, that a Host header names, as it is written there; empty for any
        other and for loopback.

        So the list of addresses through which phones came in is never longer than the list of our addresses.
        """
        self._refresh()
        given = header.strip().lower()
        return next((one for one in (given, _host_name(given)) if one in self._offered), "")

    def allowed_origin(self, origin: str) -> bool:
        """Whether an Origin header is that of our own pages. An absent one, `null` and other ports are not."""
        self._refresh()
        return origin.strip().lower() in self._origins

    def _refresh(self) -> None:
        now = self._clock()
        if now - self._read_at < FRESH and self._for_port == self.port:
            return
        self._read_at, self._for_port = now, self.port
        origins = {_origin("http", host, self.port) for host in LOOPBACK}
        offered = {each.url for each in candidates(self.port, self._settings.host, self._network())}
        offered |= {self._settings.url} if self._settings.url else set()
        self._offered = frozenset(urlsplit(url).netloc for url in offered)
        origins |= offered | {inner(self._settings.host, self.port)}
        for name in self._settings.hosts:
            origins |= _named(name, self.port)
        self._origins = frozenset(origins)
        self._hosts = frozenset(_host_name(urlsplit(origin).netloc) for origin in origins)


def read_network() -> Network:
    """Read the network configuration from the operating system. Empty without a network; loopback is left out."""
    way_out = _way_out()
    pairs = list(_addresses())
    if way_out and way_out not in {host for _, host in pairs}:
        pairs.append(("", way_out))
    return Network(tuple(pair for pair in pairs if not ipaddress.ip_address(pair[1]).is_loopback), way_out)


def _addresses() -> Iterator[tuple[str, str]]:
    """Every interface's IPv4 addresses; none where the system does not tell."""
    import ifaddr  # here, because only a running server asks

    with suppress(OSError):
        for adapter in ifaddr.get_adapters():
            yield from ((adapter.name, str(one.ip)) for one in adapter.ips if one.is_IPv4)


def _way_out() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
        except OSError:
            return None
        host: str = probe.getsockname()[0]
        return None if ipaddress.ip_address(host).is_loopback else host


def _kind(interface: str) -> str:
    return next((kind for kind, starts in KINDS.items() if interface.startswith(starts)), OTHER)


def _rank(way_out: str | None, each: Candidate) -> tuple[int, bool, int, str, str]:
    """The sort key; smaller is likelier: physical networks before tunnels and virtual ones, the default route first,
    then by the private ranges that venues use."""
    address = ipaddress.ip_address(each.host)
    place = {TUNNEL: 2, VIRTUAL: 3}.get(each.kind, 1 if address.is_link_local else 0)
    usual = next((at for at, net in enumerate(_PRIVATE) if address in net), len(_PRIVATE))
    return place, each.host != way_out, usual, each.interface, each.host


def _listens(bind: str, host: str) -> bool:
    return bind in ("0.0.0.0", "::", "", host)


def _origin(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://{host}" + ("" if port == {"http": 80, "https": 443}[scheme] else f":{port}")


def _named(name: str, port: int) -> set[str]:
    """Origins of a name from WORKSHOP_HOSTS: with our port and, for a reverse proxy, the standard ones; or with the
    port that was given."""
    if name != _host_name(name):
        return {f"http://{name}", f"https://{name}"}
    return {_origin("http", name, port), f"http://{name}", f"https://{name}"}


def _host_name(netloc: str) -> str:
    """A netloc without its port; brackets of IPv6 stay."""
    name, colon, port = netloc.rpartition(":")
    return name if colon and _PORT.fullmatch(port) else netloc
