"""The command line options of `workshop bench`, and the plan that they make."""

import argparse
from dataclasses import dataclass

from workshop.bench.goals import MEASURES, NAMES


@dataclass(frozen=True)
class Plan:
    """The size, the length and the parts of a run. `seconds` is the time in which all phones vote or join."""

    phones: int
    rounds: int
    seconds: float
    quick: bool
    only: frozenset[str]

    @property
    def beats(self) -> int:
        """Frames in one measurement of fan-out, at ten a second."""
        return 20 if self.quick else 50

    def wants(self, measure: str) -> bool:
        """Whether any row of this measure was asked for."""
        rows = {goal.name for goal in MEASURES.get(measure, ())}
        return not self.only or measure in self.only or bool(rows & self.only)

    def wants_row(self, name: str) -> bool:
        """Whether this row was asked for, by its name or with its measure."""
        return (
            not self.only
            or name in self.only
            or any(name in {goal.name for goal in MEASURES.get(one, ())} for one in self.only)
        )


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser."""
    parser.add_argument(
        "--json", action="store_true", help="every row as a check, on standard output; the table goes to the other one"
    )
    parser.add_argument(
        "--only", action="append", choices=NAMES, default=[], metavar="NAME", help=f"only this ({', '.join(NAMES)})"
    )
    parser.add_argument("--phones", type=_number, metavar="N", help="phones in the hall (1000)")
    parser.add_argument("--rounds", type=_number, metavar="N", help="rounds, whose median counts (5)")
    quick = "300 phones, one round, some two minutes: whether it runs, not how well, so gates do not count"
    parser.add_argument("--quick", action="store_true", help=quick)


def plan(given: argparse.Namespace) -> Plan:
    """The plan, with defaults for options that were not given."""
    return Plan(
        phones=given.phones or (300 if given.quick else 1000),
        rounds=given.rounds or (1 if given.quick else 5),
        seconds=3.0 if given.quick else 10.0,
        quick=given.quick,
        only=frozenset(given.only),
    )


def _number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 20_000:
        raise argparse.ArgumentTypeError("a whole number from 1 to 20000")
    return number
