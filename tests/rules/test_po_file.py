"""Our reader of .po files reads what Babel reads in them."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from workshop.i18n import po_file
from workshop.i18n.languages import FILES

LOCALE = Path(po_file.__file__).parents[1] / "locale"
HEADER = 'msgid ""\nmsgstr ""\n"Language: fi\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
SOME = (
    HEADER
    + r"""
# A remark
msgid "one"
msgstr ""
"First \"line\",\n"
"and \\n is no line\tbreak"
#, fuzzy
msgid "unsure"
msgstr "Sure?"

#, python-format
msgid "sure"
msgstr "Sure"
msgid "counted"
msgid_plural "counted"
msgstr[0] "{n} idea"
msgstr[1] "{n} "
"ideas"

msgid "empty"
msgstr ""

#~ msgid "old"
#~ msgstr "Old"
"""
)


def of_babel(path: Path) -> tuple[dict[str, str | list[str]], str]:
    with path.open("rb") as file:
        entries = read_po(file, abort_invalid=True)
    found: dict[str, str | list[str]] = {}
    for one in entries:
        if one.id and one.string and not one.fuzzy:
            found.update({one.id: one.string} if isinstance(one.id, str) else {one.id[0]: list(one.string)})
    return found, entries.plural_expr


@pytest.mark.parametrize("name", sorted(FILES.values()))
def test_every_catalogue_is_read_as_by_babel(name: str) -> None:
    assert po_file.read(LOCALE / name) == of_babel(LOCALE / name)


def test_escapes_pieces_counted_and_unsure_texts_are_read_as_by_babel(tmp_path: Path) -> None:
    path = tmp_path / "some.po"
    path.write_text(SOME, "utf-8")
    found = po_file.read(path)
    assert found == of_babel(path)
    assert set(found[0]) == {"one", "sure", "counted"} and found[0]["counted"] == ["{n} idea", "{n} ideas"]


@pytest.mark.parametrize("line", ["msgstr", 'msgid "open', '"a piece of nothing"', "<<<<<<< HEAD", 'other "x"'])
def test_what_cannot_be_read_is_refused_and_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "broken.po"
    path.write_text(f"{HEADER}\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match="broken.po:6 "):
        po_file.read(path)


def test_a_file_that_does_not_say_how_to_count_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "headless.po"
    path.write_text('msgid "one"\nmsgstr "One"\n', "utf-8")
    with pytest.raises(ValueError, match="Plural-Forms"):
        po_file.read(path)
