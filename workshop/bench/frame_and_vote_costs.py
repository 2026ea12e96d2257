"""Measures a full hall: the cost of a frame, the cost and latency of a vote by all phones, how both grow with the
number of phones, and memory."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from workshop.bench import goals, reference_servers
from workshop.bench.generator_loop import Poll
from workshop.bench.measurement_statistics import ByRound, beyond, in_bare, middle, percentile, ratio_of, void_rounds
from workshop.bench.naive_reference_inputs import about
from workshop.bench.options import Plan
from workshop.bench.report import GoalRow, failed, missing, row, troubles
from workshop.bench.rounds import collapsed, cut_short, forget_round, through
from workshop.bench.running_hall import BenchHall
from workshop.bench.votes import Storm, even, spaced, vote

GROWS = 10
THOUSANDS = 4
BEAT = reference_servers.BEAT_MS / 1000
Tell = Callable[[str], None]


class HallMeasurement:
    """One large hall, one a tenth of its size, and the references, through all rounds."""

    def __init__(self, poll: Poll, folder: Path, plan: Plan, tell: Tell) -> None:
        self.poll, self.folder, self.plan, self.tell = poll, folder, plan, tell
        self.figures: dict[str, ByRound] = defaultdict(dict)
        self.busy: ByRound = defaultdict(float)
        self.trouble: dict[int, str] = {}
        self.no_node = self.stall_from = ""

    def measure(self) -> list[GoalRow]:
        """All rows that the options ask for."""
        fans = any(self.plan.wants_row(name) for name in ("frame", "frame_whole", "frame_node"))
        votes = any(self.plan.wants_row(name) for name in ("voters_cpu", "voters_delay", "growth", "stall"))
        with ExitStack() as stack:
            self.big = self._hall("big", self.plan.phones, stack)
            variants: list[Callable[[int], None]] = []
            if fans or votes:
                self.small = self._hall("small", max(2, self.plan.phones // GROWS), stack)
                vote(self.big, even(10, 0.1))  # warm-up
                vote(self.small, even(10, 0.1))
            if fans:
                variants += self._fan_variants(stack)
            if votes:
                variants += self._vote_variants(stack)
            if variants:
                variants.append(self._bare(stack))
            why = through(
                self.plan.rounds if variants else 0,
                lambda number: self._round(variants, number),
                self.tell,
                self._forget,
            )
            return cut_short(self._rows(fans, votes), why)

    def _round(self, variants: list[Callable[[int], None]], number: int) -> None:
        turn = number % len(variants)
        for variant in variants[turn:] + variants[:turn]:
            variant(number)

    def _forget(self, number: int) -> None:
        forget_round(number, [*self.figures.values(), self.busy, self.trouble])

    def _hall(self, name: str, phones: int, stack: ExitStack) -> BenchHall:
        self.tell(f"{phones} phones come in …")
        hall = BenchHall(self.poll, self.folder / name, phones)
        stack.callback(hall.close)
        hall.fill()
        return hall

    # -- frames --------------------------------------------------------------------------------------------------------

    def _bare(self, stack: ExitStack) -> Callable[[int], None]:
        bare = reference_servers.Bare(self.poll, self.folder / "bare", self.plan.phones)
        stack.callback(bare.close)
        return self._reference(bare, "bare")

    def _fan_variants(self, stack: ExitStack) -> list[Callable[[int], None]]:
        variants = [self._frames_of(self.big, "frame"), self._frames_of(self.small, "frame_small")]
        child, self.no_node = reference_servers.node(self.folder / "node")
        if child is not None:
            variants.append(self._reference(self._emitting(child, stack), "node"))
        stock = self._emitting(reference_servers.naive(self.folder / "stock", about(self.big)), stack)
        return [*variants, self._reference(stock, "stock")]

    def _emitting(self, child: Any, stack: ExitStack) -> reference_servers.Emitting:
        stack.callback(child.stop)
        found = reference_servers.Emitting(self.poll, child, self.plan.phones)
        stack.callback(found.close)
        return found

    def _frames_of(self, hall: BenchHall, name: str) -> Callable[[int], None]:
        def run(number: int) -> None:
            storm = vote(hall, even(self.plan.beats, reference_servers.BEAT_MS / 1000))
            self._note(number, name, storm)
            self.figures[f"{name} deliveries"][number] = storm.deliveries
            self._say(number, name, storm.cost.cpu / max(1, storm.deliveries) * 1e6, "µs a frame")

        return run

    def _reference(self, of: reference_servers.Bare | reference_servers.Emitting, name: str) -> Callable[[int], None]:
        def run(number: int) -> None:
            cost, deliveries = of.frames(self.big.heard.sample, self.plan.beats)
            self.figures[f"{name} cpu"][number] = cost.cpu
            self.figures[f"{name} deliveries"][number] = deliveries
            if name == "bare":
                self.busy[number] = max(self.busy[number], cost.busy)
            self._say(number, name, cost.cpu / max(1, deliveries) * 1e6, "µs a frame")

        return run

    # -- votes ---------------------------------------------------------------------------------------------------------

    def _vote_variants(self, stack: ExitStack) -> list[Callable[[int], None]]:
        variants = [self._votes_of(self.big, "votes"), self._votes_of(self.small, "votes_small")]
        if self.plan.quick:
            return variants
        naive = self._emitting(reference_servers.naive(self.folder / "naive", about(self.big)), stack)

        def run(number: int) -> None:
            if number:
                return  # one run is enough for a comparison, and it takes long
            storm = naive.votes(spaced(self.plan.phones, self.plan.seconds, number), number * self.plan.phones)
            self.figures["naive cpu"][number], self.figures["naive delay"][number] = (
                storm.cost.cpu,
                percentile(storm.from_send, 0.99),
            )
            self.figures["naive deliveries"][number] = storm.deliveries
            self._say(number, "naive votes", storm.cost.cpu, "s")

        return [*variants, run]

    def _votes_of(self, hall: BenchHall, name: str) -> Callable[[int], None]:
        def run(number: int) -> None:
            storm = vote(hall, spaced(hall.phones, self.plan.seconds, number), probing=True)
            self._note(number, name, storm)
            late = storm.from_commit or storm.from_send
            for part, values in (("delay", late), ("sent", storm.from_send), ("answer", storm.to_answer)):
                self.figures[f"{name} {part}"][number] = percentile(values, 0.99)
            self.figures[f"{name} deliveries"][number] = storm.deliveries
            if storm.stall is not None:
                self.figures[f"{name} stall"][number], self.stall_from = storm.stall, storm.stall_from
            self._say(number, name, storm.cost.cpu, f"s, commit → last phone p99 {percentile(late, 0.99):.0f} ms")

        return run

    def _note(self, number: int, name: str, storm: Storm) -> None:
        self.figures[f"{name} cpu"][number] = storm.cost.cpu
        self.busy[number] = max(self.busy[number], storm.cost.busy)
        if storm.trouble:
            self.trouble[number] = f"{name}: {storm.trouble}"

    def _say(self, number: int, name: str, value: float, unit: str) -> None:
        self.tell(f"round {number + 1}: {name} {value:.3g} {unit}")

    # -- rows ----------------------------------------------------------------------------------------------------------

    def _rows(self, fans: bool, votes: bool) -> list[GoalRow]:
        void = void_rounds(self.busy, self._each("bare")) | self._collapsed("bare")
        rows = self._fan_rows(void) if fans else []
        rows += self._vote_rows(void) if votes else []
        if self.plan.wants_row("memory"):
            rows.append(
                row(goals.MEMORY, {0: self.big.memory_per_phone / 1000}, also={"whole process MB": self.big.full / 1e6})
            )
        return [one for one in rows if self.plan.wants_row(one.goal.name)]

    def _fan_rows(self, void: dict[int, str]) -> list[GoalRow]:
        ours, bare = self._each("frame"), self._each("bare")
        node = void_rounds(self.busy, {}) | self._collapsed("node")
        also: dict[str, Any] = {
            f"{name} µs": middle(self._each(name)) for name in ("frame", "bare", "node", "stock") if self._each(name)
        }
        also["stock emit ÷ bare"] = middle(ratio_of(self._each("stock"), bare))
        also["one more phone µs"] = middle(self._net())
        rows = [
            row(goals.FRAME, failed(ratio_of(self._net(), bare), self.trouble), void, also | troubles(self.trouble)),
            row(goals.WHOLE, failed(ratio_of(ours, bare), self.trouble), void),
        ]
        if self.no_node:
            return [*rows, missing(goals.NODE, self.no_node)]
        return [*rows, row(goals.NODE, failed(ratio_of(ours, self._each("node")), self.trouble), void | node)]

    def _vote_rows(self, void: dict[int, str]) -> list[GoalRow]:
        figures, bare, meanwhile = self.figures, self._bare_seconds(), self.plan.phones * self.plan.seconds / BEAT
        cpu = in_bare(figures["votes cpu"], bare, meanwhile)
        delay = in_bare(beyond(in_seconds(figures["votes delay"]), BEAT), bare, self.plan.phones)
        stall = in_bare(in_seconds(figures["votes stall"]), bare, self.plan.phones)
        also: dict[str, Any] = {
            "commit → last phone p99 ms": middle(figures["votes delay"]),
            "vote → answer p99 ms": middle(figures["votes answer"]),
            "vote → last phone p99 ms": middle(figures["votes sent"]),
            "deliveries": middle(figures["votes deliveries"]),
        }
        lag: dict[str, Any] = {
            "over the wire p99 ms": middle(figures["votes stall"]),
            "over the wire by": self.stall_from,
        }
        parts = {"cpu": "naive: CPU s", "delay": "naive: vote → last phone p99 ms", "deliveries": "naive: deliveries"}
        beside: dict[str, Any] = {"CPU s": middle(figures["votes cpu"]), "bare µs": middle(self._each("bare"))}
        beside |= {says: middle(figures[f"naive {part}"]) for part, says in parts.items() if figures[f"naive {part}"]}
        return [
            row(goals.VOTERS_CPU, failed(cpu, self.trouble), void, beside | troubles(self.trouble)),
            row(goals.VOTERS_DELAY, failed(delay, self.trouble), void, also),
            row(goals.GROWTH, failed(ratio_of(figures["votes cpu"], figures["votes_small cpu"]), self.trouble), void),
            row(goals.STALL, stall, void, lag),
        ]

    def _collapsed(self, name: str) -> dict[int, str]:
        """The rounds in which a reference did not deliver what it was ordered to: {round: reason}."""
        return collapsed(
            self.figures[f"{name} deliveries"], self.plan.beats * self.plan.phones, f"the {name} reference delivered"
        )

    def _bare_seconds(self) -> ByRound:
        """Seconds of processor time that the bare loop needs for a frame, by round."""
        return ratio_of(self.figures["bare cpu"], self.figures["bare deliveries"])

    def _each(self, name: str) -> ByRound:
        """Microseconds of processor time for each delivered frame, by round."""
        return {
            number: one * 1e6
            for number, one in ratio_of(self.figures[f"{name} cpu"], self.figures[f"{name} deliveries"]).items()
        }

    def _net(self) -> ByRound:
        """The cost of each additional phone: the cost of the same votes in the small hall is subtracted."""
        figures, found = self.figures, {}
        for number in figures["frame cpu"]:
            more = figures["frame deliveries"][number] - figures["frame_small deliveries"].get(number, 0)
            found[number] = (
                (figures["frame cpu"][number] - figures["frame_small cpu"].get(number, 0)) / max(1, more) * 1e6
            )
        return found


def thousands(poll: Poll, folder: Path, plan: Plan, tell: Tell) -> list[GoalRow]:
    """The rows for four times as many phones in one process."""
    if plan.quick:
        return [missing(goal, "only in a full run") for goal in goals.MEASURES["thousands"]]
    phones = plan.phones * THOUSANDS
    tell(f"{phones} phones come in …")
    measured = _Thousands(poll, folder, phones, plan, tell)
    try:
        why = through(plan.rounds, measured.round, tell, measured.forget)
    finally:
        measured.close()
    return cut_short(measured.rows(), why)


class _Thousands:
    """One hall with thousands of phones, and the bare loop as its reference."""

    def __init__(self, poll: Poll, folder: Path, phones: int, plan: Plan, tell: Tell) -> None:
        self._phones, self._plan, self._tell = phones, plan, tell
        self._figures: dict[str, ByRound] = defaultdict(dict)
        self._trouble: dict[int, str] = {}
        self._stack = ExitStack()
        try:
            self._hall = BenchHall(poll, folder / "thousands", phones)
            self._stack.callback(self._hall.close)
            self._hall.fill()
            self._bare = reference_servers.Bare(poll, folder / "bare", plan.phones)
            self._stack.callback(self._bare.close)
        except BaseException:
            self.close()
            raise

    def round(self, number: int) -> None:
        """Every phone votes once; then the bare loop writes the same frames to a quarter as many connections."""
        storm = vote(self._hall, spaced(self._phones, self._plan.seconds, number))
        cost, deliveries = self._bare.frames(self._hall.heard.sample, self._plan.beats)
        told = {
            "delay": percentile(storm.from_send, 0.99) / 1000,
            "cpu": storm.cost.cpu,
            "share": storm.cost.cpu / storm.cost.wall * 100,
            "busy": storm.cost.busy,
            "bare": cost.cpu / max(1, deliveries),
            "bare deliveries": deliveries,
        }
        for name, value in told.items():
            self._figures[name][number] = value
        if storm.trouble:
            self._trouble[number] = storm.trouble
        self._tell(
            f"round {number + 1}: {self._phones} phones, p99 {told['delay'] * 1000:.0f} ms, "
            f"{told['share']:.0f} % of a core"
        )

    def forget(self, number: int) -> None:
        """Remove what a failed round has recorded."""
        self._trouble.pop(number, None)

    def rows(self) -> list[GoalRow]:
        """The rows of this part."""
        figures, beats = self._figures, self._plan.beats
        void = void_rounds(figures["busy"], figures["bare"])
        void |= collapsed(figures["bare deliveries"], beats * self._plan.phones, "the bare reference delivered")
        delay = in_bare(beyond(figures["delay"], BEAT), figures["bare"], self._phones)
        cpu = in_bare(figures["cpu"], figures["bare"], self._phones * self._plan.seconds / BEAT)
        also = {
            "p99 ms": middle(figures["delay"]) * 1000,
            "share of a core %": middle(figures["share"]),
            "bare µs": middle(figures["bare"]) * 1e6,
            "memory per phone KB": self._hall.memory_per_phone / 1000,
        }
        return [
            row(goals.THOUSANDS_DELAY, failed(delay, self._trouble), void, also | troubles(self._trouble)),
            row(goals.THOUSANDS_CPU, failed(cpu, self._trouble), void),
        ]

    def close(self) -> None:
        """Stop the hall and the reference."""
        self._stack.close()


def in_seconds(values: ByRound) -> ByRound:
    """Converts milliseconds to seconds."""
    return {number: value / 1000 for number, value in values.items()}
