"""Measures how much work a second process takes off the first: one hall with one process and one hall with two, on
PostgreSQL and Redis."""

from contextlib import ExitStack
from pathlib import Path

from workshop.bench import goals
from workshop.bench.frame_and_vote_costs import Tell
from workshop.bench.generator_loop import Poll
from workshop.bench.measurement_statistics import ByRound, middle, percentile, ratio_of, void_rounds
from workshop.bench.options import Plan
from workshop.bench.postgres_and_redis import PostgreSQL, Redis, postgresql_programs, program
from workshop.bench.report import GoalRow, failed, missing, row, troubles
from workshop.bench.rounds import cut_short, forget_round, through
from workshop.bench.running_hall import BenchHall
from workshop.bench.votes import even, spaced, vote


def processes(poll: Poll, folder: Path, plan: Plan, tell: Tell) -> list[GoalRow]:
    """The row of this part. Both halls run through all rounds, and every phone votes once in each hall and round."""
    programs, redis = postgresql_programs(), program("redis-server")
    if programs is None or redis is None:
        return [missing(goals.PROCESSES, f"no {'PostgreSQL' if programs is None else 'Redis'} on this machine")]
    with ExitStack() as stack:
        found = _Both(poll, plan, tell)
        found.open(folder, PostgreSQL(programs), Redis(redis), stack)
        why = through(plan.rounds, found.round, tell, found.forget)
    return cut_short([found.row()], why)


class _Both:
    """One hall with one process, one with two."""

    def __init__(self, poll: Poll, plan: Plan, tell: Tell) -> None:
        self._poll, self._plan, self._tell = poll, plan, tell
        self._halls: dict[int, BenchHall] = {}
        self._cpu: dict[int, ByRound] = {1: {}, 2: {}}
        self._delay: dict[int, ByRound] = {1: {}, 2: {}}
        self._busy: ByRound = {}
        self._trouble: dict[int, str] = {}

    def open(self, folder: Path, postgresql: PostgreSQL, redis: Redis, stack: ExitStack) -> None:
        """Start everything and connect the phones. What was started ends with the stack."""
        for service in (postgresql, redis):
            stack.callback(service.remove)
            service.start()
        for count in (1, 2):
            self._tell(f"{self._plan.phones} phones come in, to {count} on PostgreSQL and Redis …")
            environ = {"DATABASE_URL": postgresql.database(), "REDIS_URL": redis.url}
            hall = self._halls[count] = BenchHall(self._poll, folder / str(count), self._plan.phones, count, **environ)
            stack.callback(hall.close)
            hall.fill()
            vote(hall, even(10, 0.1))  # warm-up

    def round(self, number: int) -> None:
        """All phones vote, in both halls."""
        for count in (1, 2) if number % 2 else (2, 1):
            storm = vote(self._halls[count], spaced(self._plan.phones, self._plan.seconds, number))
            self._cpu[count][number], self._delay[count][number] = storm.cost.cpu, percentile(storm.from_send, 0.99)
            self._busy[number] = max(self._busy.get(number, 0.0), storm.cost.busy)
            if storm.trouble:
                self._trouble[number] = f"{count} at once: {storm.trouble}"
        self._tell(
            f"round {number + 1}: {self._cpu[1][number]:.3g} s in one process, "
            f"{self._cpu[2][number]:.3g} s in the busier of two"
        )

    def forget(self, number: int) -> None:
        """Remove what a failed round has recorded."""
        forget_round(number, [*self._cpu.values(), *self._delay.values(), self._busy, self._trouble])

    def row(self) -> GoalRow:
        """The row of this part."""
        cpu, delay = self._cpu, self._delay
        also = {
            "one process: CPU s": middle(cpu[1]),
            "busier of two: CPU s": middle(cpu[2]),
            "one process: vote → last phone p99 ms": middle(delay[1]),
            "two: vote → last phone p99 ms": middle(delay[2]),
        }
        values = failed(ratio_of(cpu[2], cpu[1]), self._trouble)
        return row(goals.PROCESSES, values, void_rounds(self._busy, {}), also | troubles(self._trouble))
