"""Reads a .po file: keys and texts, without Babel, whose reader of everything that gettext knows took a tenth of a
server's start.

Must not: know which languages there are, or what a text is for.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr|msgstr\[\d\]) )?"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL = re.compile(r"^Plural-Forms:.*\bplural=([^;\n]+)", re.M)


def read(path: Path) -> tuple[dict[str, str | list[str]], str]:
    """The texts of a file by their keys, a list of forms where one is counted; and the expression of its header that
    chooses the form for `n`. Entries that are empty, marked as fuzzy or commented out are left out.

    Raises ValueError for a line that cannot be read, or a file without such an expression.
    """
    header, found = "", dict[str, str | list[str]]()
    for entry in _entries(path):
        key = entry.pop("msgid")
        if not key:
            header = entry["msgstr"]
        elif entry.pop("msgid_plural", None) is not None:
            found[key] = list(entry.values())
        elif entry.get("msgstr"):
            found[key] = entry["msgstr"]
    plural = _PLURAL.search(header)
    if not plural:
        raise ValueError(f"{path.name}: its header has no Plural-Forms")
    return found, plural[1].strip()


def _entries(path: Path) -> Iterator[dict[str, str]]:
    """Each entry that is not fuzzy: keyword → text, in the order of the file."""
    entry, part, fuzzy = dict[str, str](), "", False
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            if "msgstr" in part and entry:  # whatever stands above the next entry is about that one
                yield from [] if fuzzy else [entry]
                entry, fuzzy = {}, False
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        read_ = _LINE.fullmatch(line)
        if not read_ or not (read_[1] or entry):
            raise ValueError(f"{path.name}:{number} cannot be read: {line}")
        if read_[1] == "msgid" and entry:
            yield from [] if fuzzy else [entry]
            entry, fuzzy = {}, False
        part = read_[1] or part
        entry[part] = entry.get(part, "") + _unescaped(read_[2])
    if entry and not fuzzy:
        yield entry


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda sign: _ESCAPES.get(sign[1], sign[1]), text) if "\\" in text else text
