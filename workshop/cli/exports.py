"""Terminal command `export`: one forum's results as a file."""

import argparse
import base64
import os
import sys
from pathlib import Path

from workshop.cli.base import Parts, command, fail, owner, say
from workshop.i18n import languages
from workshop.reports import FORMATS
from workshop.runtime.settings import Settings


def add_command(parts: Parts) -> None:
    """Add `export` to the command line's parser."""
    export = command(parts, "export", export_forum, "a forum's results as a file")
    export.add_argument("code", metavar="CODE", help="the forum's code")
    export.add_argument("--format", required=True, help=f"one of {', '.join(FORMATS)}")
    export.add_argument(
        "-o", "--output", required=True, metavar="PATH", help="where to write it; - for standard output"
    )
    export.add_argument(
        "--lang", choices=languages.WHOLE, default=_language(), help="the language of headings (default: %(default)s)"
    )


def export_forum(given: argparse.Namespace, settings: Settings) -> int:
    """Write one forum's results to a file."""
    if given.format not in FORMATS:
        return fail(given, f"No format is called {given.format}. There are: {', '.join(FORMATS)}", "format")
    folder = Path(given.output).parent
    if given.output != "-" and not folder.is_dir():  # asked first: to make the file may take a minute
        return fail(given, f"{given.output} cannot be written: {folder} is no folder.", "path")
    made = _whole(settings, code=given.code, format=given.format, lang=given.lang)
    if made is None:
        return fail(given, "The file could not be made. The log of the server says why; try again.", "failed")
    if given.output == "-":
        sys.stdout.buffer.write(made)
        return 0
    try:
        _write(Path(given.output), made)
    except OSError as error:
        return fail(given, f"{given.output} cannot be written: {error.strerror}", "path")
    if named := _named_as_another(given):
        print(named, file=sys.stderr)
    return say(given, {"path": given.output, "bytes": len(made)}, f"{given.output}: {len(made)} bytes")


def _named_as_another(given: argparse.Namespace) -> str:
    """The warning for a file whose name ends as those of other formats do; "" where it fits, or says nothing."""
    extension = _ending(FORMATS[given.format].extension)
    named = Path(given.output).suffix.removeprefix(".").lower()
    if named == extension or named not in {_ending(one.extension) for one in FORMATS.values()}:
        return ""
    return f"The format {given.format} makes .{extension} files: {given.output} is one, whatever its name says."


def _ending(extension: str) -> str:
    """What follows the last dot: `zip` of `archive.zip`."""
    return extension.rpartition(".")[2]


def _whole(settings: Settings, **wanted: object) -> bytes | None:
    """The file, asked for in pieces until it is complete; None when it could not be made."""
    found, asked = bytearray(), wanted
    with owner(settings, "forum.export") as data:
        while True:
            answer = data.run("forum.export", asked)
            if answer["failed"]:
                return None
            found += base64.b64decode(str(answer["base64"]))
            if len(found) == answer["size"]:
                return bytes(found)
            asked = {**wanted, "file": answer["file"], "from": len(found)}


def _write(path: Path, made: bytes) -> None:
    """Write the whole file or nothing (atomic replace): an old file is replaced only by a complete one."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(made)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _language() -> str:
    spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower()[:2]
    return spoken if spoken in languages.WHOLE else "fi"
