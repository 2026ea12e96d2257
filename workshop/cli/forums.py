"""Terminal commands for accounts, forums, the check of the logs (`verify`) and exports. They ask the data's owner: the
running server, or this process when there is none.

Each prints plain lines, or one JSON object with --json, and returns 0 only when it succeeded. English, for
administrators. Must not: contain rules; import anything heavy before a command is known to be used.
"""

import argparse
import base64
import getpass
import json
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from workshop.domain.codes import tidy
from workshop.i18n import catalogues, languages
from workshop.runtime.settings import Settings

Run = Callable[[argparse.Namespace, Settings], int]

Prove = Callable[[str, str | None, list[str]], dict[str, Any]]
"""(database address, forum's code, noted hashes) → the verifier's result."""

READS = {"verify", "user.list", "forum.list", "forum.export"}
"""Requests that only read, so they create no data where there is none."""


def add_commands(parts: Any, prove: Prove) -> None:
    """Add `user`, `forum`, `verify` and `export` to the command line's parser; each sets `run(given, settings) -> exit
    code`."""
    user = parts.add_parser("user", help="organisers' accounts").add_subparsers(required=True, metavar="WHAT")
    add = command(user, "add", user_add, "a new organiser; the password is asked for")
    add.add_argument("email")
    add.add_argument("--name", default="", help="what the organiser is called (else what stands before the @)")
    command(user, "list", user_list, "who has an account")
    passwd = command(
        user, "passwd", user_passwd, "another password; whoever is signed in with the old one is signed out"
    )
    passwd.add_argument("email")
    command(user, "remove", user_remove, "an organiser's account goes; what was made with it stays").add_argument(
        "email"
    )
    for one in (add, passwd):
        one.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input instead of asking"
        )
    forum = parts.add_parser("forum", help="forums").add_subparsers(required=True, metavar="WHAT")
    command(forum, "list", forum_list, "all forums, newest first")
    create = command(forum, "create", forum_create, "a new forum, with its full addresses")
    create.add_argument("--template", default="forum-1", help="the template to start from (default: forum-1)")
    create.add_argument("--title", default="", help="its name; without one the template's")
    create.add_argument("--self-paced", action="store_true", help="phones choose among the activities that are open")
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
    export = command(parts, "export", export_forum, "a forum's results as a file")
    export.add_argument("code", metavar="CODE", help="the forum's code")
    export.add_argument("--format", required=True, help="xlsx, csv, json or html")
    export.add_argument(
        "-o", "--output", required=True, metavar="PATH", help="where to write it; - for standard output"
    )
    export.add_argument(
        "--lang", choices=languages.WHOLE, default=_language(), help="the language of headings (default: %(default)s)"
    )


def command(parts: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    """Add one command with its help and --json; a refusal of its `run` is printed as a sentence."""
    made: argparse.ArgumentParser = parts.add_parser(name, help=help, description=help)
    made.add_argument("--json", action="store_true", help="print one JSON object")
    made.set_defaults(run=lambda given, settings: _reported(run, given, settings))
    return made


def _reported(run: Run, given: argparse.Namespace, settings: Settings) -> int:
    """Run a command; print a refusal as a sentence, and also a question for a password that is not answered."""
    from workshop.domain.errors import Refusal

    try:
        return run(given, settings)
    except Refusal as refusal:
        if refusal.code == "code_unknown":
            return fail(given, f"No forum has the code {refusal.facts['code']}. See: workshop forum list", refusal.code)
        return fail(given, catalogues.refusal("en", refusal.code, refusal.facts), refusal.code)
    except EOFError:
        return fail(given, "Nobody is there to type a password. Send it in with --password-stdin.", "password")


def user_add(given: argparse.Namespace, settings: Settings) -> int:
    """Add an organiser."""
    hashed = _password(given)
    if hashed is None:
        return fail(given, "The two passwords differ. Nothing was changed.", "password")
    _ask(settings, "user.add", email=given.email, called=given.name, password_hash=hashed)
    return say(given, {"email": given.email, "called": given.name}, f"{given.email} can sign in now.")


def user_list(given: argparse.Namespace, settings: Settings) -> int:
    """List the accounts."""
    users = _ask(settings, "user.list")["users"]
    lines = [f"{one['email']}  {one['called']}".rstrip() for one in users]
    return say(given, {"users": users}, *(lines or ["There are no accounts yet."]))


def user_passwd(given: argparse.Namespace, settings: Settings) -> int:
    """Set another password for an organiser."""
    if not _is_known(given, settings):
        return fail(given, f"No account has the email {given.email}. See: workshop user list", "gone")
    hashed = _password(given)
    if hashed is None:
        return fail(given, "The two passwords differ. Nothing was changed.", "password")
    _ask(settings, "user.passwd", email=given.email, password_hash=hashed)
    line = f"{given.email} has another password now. Whoever was signed in with the old one is signed out."
    return say(given, {"email": given.email}, line)


def user_remove(given: argparse.Namespace, settings: Settings) -> int:
    """Remove an organiser's account."""
    if not _is_known(given, settings):
        return fail(given, f"No account has the email {given.email}. See: workshop user list", "gone")
    _ask(settings, "user.remove", email=given.email)
    return say(
        given, {"email": given.email}, f"{given.email} can no longer sign in. Forums made with the account stay."
    )


def _is_known(given: argparse.Namespace, settings: Settings) -> bool:
    return given.email.strip().lower() in [one["email"] for one in _ask(settings, "user.list")["users"]]


def forum_list(given: argparse.Namespace, settings: Settings) -> int:
    """List all forums."""
    forums = _ask(settings, "forum.list")["forums"]
    lines = [_forum_line(one) for one in forums]
    return say(given, {"forums": forums}, *(lines or ["There are no forums yet."]))


def _forum_line(one: dict[str, Any]) -> str:
    mark = "  (rehearsal)" if one["rehearsal"] else ""
    return f"{one['code']}  {one['state']:8}{one['participants']:5} people {one['ideas']:5} ideas  {one['title']}{mark}"


def forum_create(given: argparse.Namespace, settings: Settings) -> int:
    """Create a forum from a template; print its code and full addresses."""
    from workshop import forum_templates

    if given.template not in forum_templates.names():
        return fail(
            given,
            f"No template is called {given.template}. There are: {', '.join(forum_templates.names())}",
            "template",
        )
    made = _ask(settings, "forum.create", template=given.template, title=given.title, self_paced=given.self_paced)
    names = ("code", "join", "screen", "console")
    return say(given, made, *(f"{name:8}{made[name]}" for name in names))


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
    found = _ask(settings, "verify", code=code or "")
    if found["ok"]:
        found = _proven(prove, settings.database_url, code, noted)
    where = f"the log of {code}" if code else f"the logs of {found['forums']} forums and the house"
    return _report_proof(given, found, f"{found['events']} rows in {where}: none was removed or altered")


def _verify_file(prove: Prove, given: argparse.Namespace, _: Settings, noted: list[str]) -> int:
    from workshop.storage import backup

    if not given.file.is_file():
        return fail(given, f"There is no file {given.file}.", "path")
    looked = backup.look(given.file, lambda: None)
    found: dict[str, Any] = {"ok": False, "forums": looked.forums, "events": looked.events, "problems": looked.problems}
    if not looked.problems:
        found = _proven(prove, f"sqlite:///{given.file.resolve()}", tidy(given.code) if given.code else None, noted)
    whole = (
        f"{given.file} is a whole backup: {looked.forums} forums, {looked.events} rows in their logs: "
        "none was removed or altered"
    )
    bad = f"{given.file} is not to be relied on. Take another copy; the newest are in the data folder, under backups."
    return _report_proof(given, {**found, "schema": looked.schema}, whole, bad)


def _proven(prove: Prove, where: str, code: str | None, noted: list[str]) -> dict[str, Any]:
    """The verifier's result; raises Refusal code_unknown. Data it cannot read is a problem in the result, not an
    exception."""
    from workshop.domain.errors import Refusal

    try:
        return prove(where, code, noted)
    except LookupError:
        raise Refusal("code_unknown", code=code or "") from None
    except Exception as error:  # two kinds of database, each with its own exceptions
        return {"ok": False, "forums": 0, "events": 0, "problems": [f"cannot be read: {error}"]}


def _report_proof(given: argparse.Namespace, found: dict[str, Any], whole: str, *bad: str) -> int:
    if not found["ok"]:
        say(given, found, *found["problems"], *bad)
        return 1
    lines = [f"{whole}. {found['ideas']} ideas and {found['ballots']} ballots are as the log left them."]
    if found["erased"]:
        lines.append(
            f"{found['erased']} rows are of deleted forums and were emptied with them: "
            "what they said cannot be compared."
        )
    if found["unproven"]:
        lines.append(f"{found['unproven']} more things are told by no row, so nothing is said of them.")
    if found["older"]:
        lines.append(
            f"{found['older']} rows are of an older release: who did it, and what states they left, is not proven."
        )
    if found["others"]:
        lines.append(f"The database also holds tables of other programs, not checked: {', '.join(found['others'])}.")
    for row in found["noted"]:
        lines.append(
            f"{row['head'][:16]}… is the hash of row {row['n']} in the log of {row['log']}; "
            f"{row['after']} rows came after it."
        )
    return say(given, found, *lines, *_ends(found["heads"]))


def _ends(heads: list[dict[str, Any]]) -> list[str]:
    """The last hash of every log; each vouches for its own log only."""
    ends = [f"  {one['log']}: row {one['rows']}, {one['head']}" for one in heads if one["rows"]]
    return (
        ["The last hash of each log (keep these lines elsewhere; workshop verify --heads TEXT looks for them):", *ends]
        if ends
        else []
    )


def export_forum(given: argparse.Namespace, settings: Settings) -> int:
    """Write one forum's results to a file."""
    from workshop.reports import FORMATS

    if given.format not in FORMATS:
        return fail(given, f"No format is called {given.format}. There are: {', '.join(FORMATS)}", "format")
    made = base64.b64decode(
        _ask(settings, "forum.export", code=given.code, format=given.format, lang=given.lang)["base64"]
    )
    if given.output == "-":
        sys.stdout.buffer.write(made)
        return 0
    try:
        _write(Path(given.output), made)
    except OSError as error:
        return fail(given, f"{given.output} cannot be written: {error.strerror}", "path")
    return say(given, {"path": given.output, "bytes": len(made)}, f"{given.output}: {len(made)} bytes")


def _write(path: Path, made: bytes) -> None:
    """Write the whole file or nothing (atomic replace): an old file is replaced only by a complete one."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(made)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _ask(settings: Settings, name: str, **given: Any) -> dict[str, Any]:
    from workshop.cli.client import through

    with through(settings, makes=name not in READS) as owner:
        return owner.run(name, given)


def _password(given: argparse.Namespace) -> str | None:
    """The hash of a password from standard input or, asked twice, from the terminal; None when the two differ. Raises
    Refusal."""
    from workshop.access import accounts

    if given.password_stdin:
        return accounts.hashed(sys.stdin.readline().rstrip("\r\n"))
    first = getpass.getpass("Password (at least 12 characters, for example four words): ")
    accounts.check_password(first)
    return accounts.hashed(first) if first == getpass.getpass("The same again: ") else None


def say(given: argparse.Namespace, model: dict[str, Any], *lines: str) -> int:
    """Print the lines, or the model as JSON. Returns 0."""
    print(json.dumps(model, ensure_ascii=False) if given.json else "\n".join(lines))
    return 0


def fail(given: argparse.Namespace, why: str, code: str) -> int:
    """Print the reason on standard error and, with --json, its code too. Returns 1."""
    if given.json:
        print(json.dumps({"error": code, "message": why}, ensure_ascii=False))
    print(why, file=sys.stderr)
    return 1


def _language() -> str:
    spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower()[:2]
    return spoken if spoken in languages.WHOLE else "fi"
