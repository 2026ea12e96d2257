"""Terminal commands `user add`, `list`, `passwd` and `remove`: the accounts of organisers."""

import argparse
import getpass
import sys
from typing import TypedDict

import msgspec

from workshop.cli.base import Parts, ask, command, fail, say
from workshop.runtime.settings import Settings


class ListedAccount(TypedDict):
    """An account in the answer to `user.list`."""

    email: str
    called: str


def add_commands(parts: Parts) -> None:
    """Add `user` to the command line's parser."""
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


def user_add(given: argparse.Namespace, settings: Settings) -> int:
    """Add an organiser."""
    hashed = _password(given)
    if hashed is None:
        return fail(given, "The two passwords differ. Nothing was changed.", "password")
    ask(settings, "user.add", email=given.email, called=given.name, password_hash=hashed)
    return say(given, {"email": given.email, "called": given.name}, f"{given.email} can sign in now.")


def user_list(given: argparse.Namespace, settings: Settings) -> int:
    """List the accounts."""
    users = _users(settings)
    lines = [f"{one['email']}  {one['called']}".rstrip() for one in users]
    return say(given, {"users": users}, *(lines or ["There are no accounts yet."]))


def user_passwd(given: argparse.Namespace, settings: Settings) -> int:
    """Set another password for an organiser."""
    if not _is_known(given, settings):
        return fail(given, f"No account has the email {given.email}. See: workshop user list", "gone")
    hashed = _password(given)
    if hashed is None:
        return fail(given, "The two passwords differ. Nothing was changed.", "password")
    ask(settings, "user.passwd", email=given.email, password_hash=hashed)
    line = f"{given.email} has another password now. Whoever was signed in with the old one is signed out."
    return say(given, {"email": given.email}, line)


def user_remove(given: argparse.Namespace, settings: Settings) -> int:
    """Remove an organiser's account."""
    if not _is_known(given, settings):
        return fail(given, f"No account has the email {given.email}. See: workshop user list", "gone")
    ask(settings, "user.remove", email=given.email)
    return say(
        given, {"email": given.email}, f"{given.email} can no longer sign in. Forums made with the account stay."
    )


def _is_known(given: argparse.Namespace, settings: Settings) -> bool:
    return given.email.strip().lower() in [one["email"] for one in _users(settings)]


def _users(settings: Settings) -> list[ListedAccount]:
    return msgspec.convert(ask(settings, "user.list")["users"], list[ListedAccount])


def _password(given: argparse.Namespace) -> str | None:
    """The hash of a password from standard input or, asked twice, from the terminal; None when the two differ. Raises
    Refusal."""
    from workshop.access import password_sign_in

    if given.password_stdin:
        return password_sign_in.hashed(sys.stdin.readline().rstrip("\r\n"))
    first = getpass.getpass("Password (at least 12 characters, for example four words): ")
    password_sign_in.check_password(first)
    return password_sign_in.hashed(first) if first == getpass.getpass("The same again: ") else None
