"""What a second process takes off the first: the same hall on PostgreSQL and Redis, once at one process and once at two."""

from contextlib import ExitStack
from pathlib import Path

from workshop.bench import goals
from workshop.bench.crowd import ByRound, Tell, _middle, _ratio, _told
from workshop.bench.figures import percentile, void_rounds
from workshop.bench.hall import Hall
from workshop.bench.options import Plan
from workshop.bench.poll import Poll
from workshop.bench.rows import Row, failed, missing, row
from workshop.bench.services import PostgreSQL, Redis, postgresql_programs, program
from workshop.bench.votes import even, spaced, vote

TWO = 2


def processes(poll: Poll, folder: Path, plan: Plan, tell: Tell) -> list[Row]:
    """The row. Both halls stand through all rounds, and everybody votes once in each hall and round."""
    programs, redis_program = postgresql_programs(), program("redis-server")
    if programs is None or redis_program is None:
        return [missing(goals.PROCESSES, f"no {'PostgreSQL' if programs is None else 'Redis'} on this machine")]
    cpu, delay, busy, trouble = {1: ByRound(), TWO: ByRound()}, {1: ByRound(), TWO: ByRound()}, ByRound(), dict[int, str]()
    with ExitStack() as stack:
        postgresql, redis = PostgreSQL(programs), Redis(redis_program)
        for service in (postgresql, redis):
            stack.callback(service.remove)
            service.start()
        halls: dict[int, Hall] = {}
        for many in (1, TWO):
            tell(f"{plan.phones} phones come in, {many} at PostgreSQL and Redis …")
            environ = {"DATABASE_URL": postgresql.database(), "REDIS_URL": redis.url}
            halls[many] = Hall(poll, folder / str(many), plan.phones, many, **environ)
            stack.callback(halls[many].close)
            halls[many].fill()
            vote(halls[many], even(10, 0.1))  # the first time is for warming up
        for number in range(plan.rounds):
            for many in (1, TWO) if number % 2 else (TWO, 1):
                storm = vote(halls[many], spaced(plan.phones, plan.seconds, number))
                cpu[many][number], delay[many][number] = storm.cost.cpu, percentile(storm.from_send, 0.99)
                busy[number] = max(busy[number], storm.cost.busy) if number in busy else storm.cost.busy
                if storm.trouble:
                    trouble[number] = f"{many} at once: {storm.trouble}"
            tell(f"round {number + 1}: {cpu[1][number]:.3g} s in one process, {cpu[TWO][number]:.3g} s in the busier of two")
    also = {
        "one process: CPU s": _middle(cpu[1]), "busier of two: CPU s": _middle(cpu[TWO]),
        "one process: vote → last phone p99 ms": _middle(delay[1]), "two: vote → last phone p99 ms": _middle(delay[TWO]),
    }  # fmt: skip
    return [row(goals.PROCESSES, failed(_ratio(cpu[TWO], cpu[1]), trouble), void_rounds(busy, {}), also | _told(trouble))]
