"""The goals and gates of the benchmark, for two cores with the generator on the same machine as the server.

Figures that depend on the machine's speed (but `HIDE`) are multiples of the bare loop of the same round. Processor time
is compared with what the bare loop needs for ten frames a second to every phone; a delay beyond the beat of 0.1 s with
what it needs to write one frame to all. The report gives the seconds too. (The goals stand for 2.5 s, 200 ms, 300 ms,
75 % of a core and 10 ms on a machine whose bare loop takes 8.5 µs a frame.)
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """One row of the table. With `at_most` False the value must be at least the goal. A value beyond `gate` fails the
    run; None: never."""

    name: str
    says: str
    unit: str
    goal: float
    gate: float | None = None
    at_most: bool = True


FRAME = Goal(
    "frame",
    "server CPU per delivered frame, 1,000 phones ÷ a bare Python epoll loop writing the same bytes",
    "×",
    1.6,
    2.0,
)
"""The references only write what they are given. The server's other work is subtracted: it is measured with the same
votes in a hall of a tenth of the size."""
WHOLE = Goal(
    "frame_whole",
    "the same with the votes that cause the frames: heard, written to disk, answered, counted",
    "×",
    2.0,
    2.0,
)
NODE = Goal("frame_node", "the same with the votes ÷ plain Socket.IO on Node, which has none", "×", 1.0)
VOTERS_CPU = Goal(
    "voters_cpu",
    "1,000 voters in 10 s, everything durable: server CPU ÷ the bare loop's for ten frames a second",
    "×",
    2.9,
)
VOTERS_DELAY = Goal(
    "voters_delay",
    "the same: commit of a vote → a frame that counts it at the slowest phone, "
    "p99 beyond the beat ÷ a bare frame to all",
    "×",
    12,
)
THOUSANDS_DELAY = Goal(
    "thousands_delay", "4,000 phones, one process: vote → last phone, p99 beyond the beat ÷ a bare frame to all", "×", 6
)
THOUSANDS_CPU = Goal(
    "thousands_cpu", "4,000 phones, one process: server CPU ÷ the bare loop's for ten frames a second", "×", 2.2
)
GROWTH = Goal("growth", "cost growth 100 → 1,000 phones, everybody votes once: CPU", "×", 11, 14)
DURABLE = Goal(
    "durable",
    "durable votes per second, FULL ÷ an inline Core commit per vote of the same work",
    "×",
    20,
    8,
    at_most=False,
)
STALL = Goal("stall", "worst stall of the event loop under that load, p99 ÷ a bare frame to all", "×", 1.2)
JOINS = Goal(
    "joins", "1,000 joins in 10 s: server CPU a join ÷ the naive one's for 100 in 10 s, same round", "×", 0.3, 0.4
)
JOIN_ERRORS = Goal("join_errors", "1,000 joins in 10 s: phones that could not come in", "", 0, 0)
MEMORY = Goal("memory", "memory per connected phone", "KB", 70, 100)
HIDE = Goal(
    "hide",
    "500 phones, five ideas a second: a facilitator hides an idea → it is gone from the screen, p99",
    "ms",
    300,
)
"""In milliseconds, because a hall that sees an insult counts no ratios. Without a gate: a slow machine fails no run."""
PROCESSES = Goal(
    "processes", "two processes with Redis: server CPU of the busier ÷ of a single process", "×", 0.6, 0.75
)

MEASURES: dict[str, tuple[Goal, ...]] = {
    "hall": (FRAME, WHOLE, NODE, VOTERS_CPU, VOTERS_DELAY, GROWTH, STALL, MEMORY),
    "thousands": (THOUSANDS_DELAY, THOUSANDS_CPU),
    "durable": (DURABLE,),
    "joins": (JOINS, JOIN_ERRORS),
    "hide": (HIDE,),
    "processes": (PROCESSES,),
}
"""The goals that are measured together, because they share servers and rounds."""
GOALS = [
    FRAME,
    WHOLE,
    NODE,
    VOTERS_CPU,
    VOTERS_DELAY,
    THOUSANDS_DELAY,
    THOUSANDS_CPU,
    GROWTH,
    DURABLE,
    STALL,
    JOINS,
    JOIN_ERRORS,
    MEMORY,
    HIDE,
    PROCESSES,
]
NAMES = sorted({*MEASURES, *(goal.name for goal in GOALS)})
