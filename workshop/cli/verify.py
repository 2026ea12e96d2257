"""Terminal command `verify`: whether the data, or a backup, matches its logs. What it finds out comes from the data's
owner (chains and values) and from `verifier/`, which rebuilds every forum from its log; this file prints it."""

import argparse
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from workshop.cli.base import Parts, ask, command, fail, say
from workshop.domain.join_codes import tidy
from workshop.runtime.settings import Settings

Found = dict[str, object]
"""The result of a check as JSON values: {ok, forums, events, problems} and, where nothing was wrong, those of Proof."""
Prove = Callable[[str, str | None, list[str]], Found]
"""(database address, forum's code, noted hashes) → the verifier's result."""


class LogEnd(msgspec.Struct):
    """Where one log ends."""

    log: str
    rows: int
    head: str


class NotedRow(msgspec.Struct):
    """The row that has a noted hash."""

    head: str
    log: str
    n: int
    after: int


class Proof(msgspec.Struct):
    """What is printed of the verifier's result when nothing was altered."""

    ideas: int
    ballots: int
    erased: int
    unproven: int
    older: int
    others: list[str]
    noted: list[NotedRow]
    heads: list[LogEnd]


def add_command(parts: Parts, prove: Prove) -> None:
    """Add `verify` to the command line's parser."""
    says = "whether anything was altered: every log's chain, and every idea, state and ballot against the log"
    proof = command(parts, "verify", partial(verify, prove), says)
    proof.add_argument(
        "code", metavar="CODE", nargs="?", help="one forum's code (without: all forums and the house's own log)"
    )
    says = (
        "a hash noted earlier, of any log, or several (as --json gives them in `head`): whether its row is still there"
    )
    proof.add_argument("--head", metavar="HASH", action="append", help=says)
    proof.add_argument(
        "--heads", metavar="TEXT", type=Path, help="all hashes in a text file: what an earlier verify printed"
    )
    proof.add_argument("--file", metavar="FILE", type=Path, help="look through a backup instead of the data")


def verify(prove: Prove, given: argparse.Namespace, settings: Settings) -> int:
    """Check whether the data matches its logs, and whether hashes noted earlier are still in them. Returns 1 when
    not."""
    try:
        noted = _noted(given)
    except OSError as error:
        return fail(given, f"{given.heads} cannot be read: {error.strerror}.", "path")
    if given.heads and not noted:
        return fail(given, f"There is no hash in {given.heads}.", "path")
    return (_verify_file if given.file else _verify_data)(prove, given, settings, noted)


def _noted(given: argparse.Namespace) -> list[str]:
    written = given.heads.read_text("utf-8", "replace") if given.heads else ""
    given_heads = (one for said in given.head or () for one in said.split() or [said])
    return [*given_heads, *re.findall(r"\b[0-9a-fA-F]{64}\b", written)]


def _verify_data(prove: Prove, given: argparse.Namespace, settings: Settings, noted: list[str]) -> int:
    code = tidy(given.code) if given.code else None
    found = ask(settings, "verify", code=code or "")
    if found["ok"]:
        found = _proven(prove, settings.database_url, code, noted)
    where = f"the log of {code}" if code else f"the logs of {found['forums']} forums and the house"
    return _report_proof(given, found, f"{found['events']} rows in {where}: none was removed or altered")


def _verify_file(prove: Prove, given: argparse.Namespace, _: Settings, noted: list[str]) -> int:
    from workshop.storage import backup

    if not given.file.is_file():
        return fail(given, f"There is no file {given.file}.", "path")
    looked = backup.look(given.file, lambda: None)
    problems = looked.problems + looked.odd
    found: Found = {"ok": False, "forums": looked.forums, "events": looked.events, "problems": problems}
    if not problems:
        found = _proven(prove, f"sqlite:///{given.file.resolve()}", tidy(given.code) if given.code else None, noted)
    whole = (
        f"{given.file} is a whole backup: {looked.forums} forums, {looked.events} rows in their logs: "
        "none was removed or altered"
    )
    bad = f"{given.file} is not to be relied on. Take another copy; the newest are in the data folder, under backups."
    return _report_proof(given, {**found, "schema": looked.schema}, whole, bad)


def _proven(prove: Prove, where: str, code: str | None, noted: list[str]) -> Found:
    """The verifier's result; raises Refusal code_unknown. Data it cannot read is a problem in the result, not an
    exception."""
    from workshop.domain.errors import Refusal

    try:
        return prove(where, code, noted)
    except LookupError:
        raise Refusal("code_unknown", code=code or "") from None
    except Exception as error:  # two kinds of database, each with its own exceptions
        return {"ok": False, "forums": 0, "events": 0, "problems": [f"cannot be read: {error}"]}


def _report_proof(given: argparse.Namespace, found: Found, whole: str, *bad: str) -> int:
    if not found["ok"]:
        say(given, found, *msgspec.convert(found["problems"], list[str]), *bad)
        return 1
    proof = msgspec.convert(found, Proof)
    lines = [f"{whole}. {proof.ideas} ideas and {proof.ballots} ballots are as the log left them."]
    if proof.erased:
        lines.append(
            f"{proof.erased} rows are of deleted forums and were emptied with them: what they said cannot be compared."
        )
    if proof.unproven:
        lines.append(f"{proof.unproven} more things are told by no row, so nothing is said of them.")
    if proof.older:
        lines.append(
            f"{proof.older} rows are of an older release: who did it, and what states they left, is not proven."
        )
    if proof.others:
        lines.append(f"The database also holds tables of other programs, not checked: {', '.join(proof.others)}.")
    for row in proof.noted:
        lines.append(
            f"{row.head[:16]}… is the hash of row {row.n} in the log of {row.log}; {row.after} rows came after it."
        )
    return say(given, found, *lines, *_ends(proof.heads))


def _ends(heads: list[LogEnd]) -> list[str]:
    """The last hash of every log; each vouches for its own log only."""
    ends = [f"  {one.log}: row {one.rows}, {one.head}" for one in heads if one.rows]
    return (
        ["The last hash of each log (keep these lines elsewhere; workshop verify --heads TEXT looks for them):", *ends]
        if ends
        else []
    )
