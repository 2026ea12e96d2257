"""Measures a crowd that joins: pages, files, connection and first snapshot, at our server and at the naive one, both
freshly started in every round."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from workshop.bench import goals, reference_servers
from workshop.bench.child_processes import BenchProcess
from workshop.bench.frame_and_vote_costs import Tell
from workshop.bench.generator_loop import Poll
from workshop.bench.http_client import Ask, Steps, Visit
from workshop.bench.measurement_statistics import ByRound, middle, percentile, ratio_of, void_rounds
from workshop.bench.naive_reference_inputs import about, plain_files
from workshop.bench.options import Plan
from workshop.bench.phone_connections import Heard, PhoneConnection
from workshop.bench.report import GoalRow, row
from workshop.bench.rounds import collapsed, cut_short, through
from workshop.bench.running_hall import BenchHall
from workshop.bench.simulated_newcomers import Needs, Newcomer, auth, needs_of, storm
from workshop.bench.votes import Cost, Meter, spaced

POLLING = "/socket.io/?EIO=4&transport=polling"
PLAIN = "text/plain;charset=UTF-8"
FEWER = 10
"""How many times fewer phones join the naive server in the same time. All of them would be more than it can serve: a
join costs it some 80 ms, and a core has 10 ms for each. Fewer phones never make a naive join dearer."""
Pictured = Callable[[PhoneConnection], None]


def joins(poll: Poll, folder: Path, plan: Plan, tell: Tell) -> list[GoalRow]:
    """The rows of this part."""
    measured = _Joins(poll, folder, plan, tell)
    why = through(plan.rounds, measured.round, tell)
    return cut_short(measured.rows(), why)


class _Joins:
    """All rounds. Each records its figures at its very end, so that a failed round has recorded none."""

    def __init__(self, poll: Poll, folder: Path, plan: Plan, tell: Tell) -> None:
        self._poll, self._folder, self._plan, self._tell = poll, folder, plan, tell
        self._phones = plan.phones if not plan.quick else plan.phones // 3
        self._figures: dict[str, ByRound] = defaultdict(dict)
        self._reasons, self._requests = Counter[str](), 0

    def round(self, number: int) -> None:
        """All phones join, at our server and at the naive one."""
        self._tell(f"{self._phones} phones come in, round {number + 1} …")
        round_ = _Round(self._poll, self._folder / f"joins-{number}", self._phones)
        try:
            order = [(round_.ours, self._phones), (round_.naive, self._phones // FEWER)]
            for run, phones in order if number % 2 == 0 else reversed(order):
                run(spaced(phones, self._plan.seconds, number))
        finally:
            round_.close()
        self._note(number, round_)

    def _note(self, number: int, round_: "_Round") -> None:
        (cost, newcomers), (naive_cost, naive_newcomers) = round_.found["ours"], round_.found["naive"]
        wrong = [one.trouble for one in newcomers if one.trouble]
        told = {
            "ours": _per_join(cost, newcomers),
            "naive": _per_join(naive_cost, naive_newcomers),
            "busy": cost.busy,
            "errors": len(wrong),
            "took": percentile([one.took for one in newcomers if one.took], 0.99),
            "naive came in": _came_in(naive_newcomers),
        }
        for name, value in told.items():
            self._figures[name][number] = value
        self._reasons.update(wrong)
        self._requests = round_.requests
        self._tell(
            f"round {number + 1}: {told['ours']:.3g} ms a join, naive {told['naive']:.3g} ms, "
            f"p99 {told['took']:.2f} s, naive lost {len(naive_newcomers) - told['naive came in']}"
        )

    def rows(self) -> list[GoalRow]:
        """The rows. A round in which the naive service lost people is void; people who could not join ours count as
        errors."""
        figures = self._figures
        void = void_rounds(figures["busy"], {}) | collapsed(
            figures["naive came in"], self._phones // FEWER, "the naive reference let in"
        )
        also = {
            "ms a join": middle(figures["ours"]),
            "naive ms": middle(figures["naive"]),
            "p99 s": middle(figures["took"]),
            "requests a join": self._requests,
        }
        ratio = ratio_of(figures["ours"], figures["naive"])
        return [
            row(goals.JOINS, ratio, void, also),
            row(goals.JOIN_ERRORS, figures["errors"], also=dict(self._reasons)),
        ]


def _came_in(newcomers: Sequence[Newcomer]) -> int:
    return sum(1 for one in newcomers if not one.trouble)


def _per_join(cost: Cost, newcomers: Sequence[Newcomer]) -> float:
    """Milliseconds of processor time for each phone that joined; the cost of failed attempts is included."""
    return cost.cpu * 1000 / max(1, _came_in(newcomers))


class _Round:
    """Both servers of one round."""

    def __init__(self, poll: Poll, folder: Path, phones: int) -> None:
        self._poll, self._folder = poll, folder
        self.found: dict[str, tuple[Cost, list[Newcomer]]] = {}
        self._hall = BenchHall(poll, folder / "ours", phones)
        self._naive: BenchProcess | None = None
        try:
            self._needs, self._forum = needs_of(self._hall.server.base, self._hall.join)
            self._plain = plain_files(folder / "naive")
            self._about = about(self._hall, self._plain)
            self._naive = reference_servers.naive(folder / "naive", self._about)
            self._naive_port = self._naive.port()
            needs_of(f"http://127.0.0.1:{self._naive_port}", self._hall.join)  # warm-up, as ours had
        except BaseException:
            self.close()
            raise

    @property
    def requests(self) -> int:
        """Requests for pages and files in one join, without the socket connection."""
        return 4 + len(self._needs.outside) + len(self._needs.inside)

    def ours(self, moments: Sequence[float]) -> None:
        """Join our server: websocket first."""
        heard, port = Heard(), self._hall.server.number

        def enter(number: int, cookies: str, pictured: Pictured) -> None:
            line = PhoneConnection(self._poll, port, number, heard, auth(self._forum), cookies)
            line.ready, line.pictured = lambda line: line.emit("sync"), pictured

        self._run("ours", self._hall.server, port, self._needs, moments, enter)

    def naive(self, moments: Sequence[float]) -> None:
        """Join the naive one: polling, then the upgrade."""
        heard, port = Heard(), self._naive_port

        def enter(number: int, cookies: str, pictured: Pictured) -> None:
            def steps() -> Steps:
                opened = yield Ask(POLLING)
                sid = json.loads(opened.body[1:])["sid"]
                yield Ask(f"{POLLING}&sid={sid}", b"40", PLAIN)
                yield Ask(f"{POLLING}&sid={sid}")
                line = PhoneConnection(self._poll, port, number, heard, cookies=cookies, sid=sid)
                line.ready, line.pictured = lambda line: line.emit("sync"), pictured
                yield Ask(f"{POLLING}&sid={sid}")

            Visit(self._poll, port, number, lambda visit: None).begin(steps())

        assert self._naive is not None
        self._run("naive", self._naive, port, self._plain, moments, enter)

    def _run(
        self,
        name: str,
        child: BenchProcess,
        port: int,
        needs: Needs,
        moments: Sequence[float],
        enter: Callable[[int, str, Pictured], None],
    ) -> None:
        with self._poll.guests():
            meter = Meter(child)
            newcomers = storm(self._poll, port, self._hall.join, needs, moments, enter)
            self._poll.rest(0.3)
            self.found[name] = meter.stop(), newcomers

    def close(self) -> None:
        """Stop both."""
        self._hall.close()
        if self._naive is not None:
            self._naive.stop()
