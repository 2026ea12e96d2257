"""Records below one that names their columns, as other programs export them. A column that is missing or there twice is
refused by its name, and a file that was cut off by the row at which it ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workshop.domain.errors import Refusal

NAME_SHOWN = 40
"""Characters of a column's name that a refusal tells."""
Record = tuple[int, Sequence[str]]
"""Its number in the file, and its cells."""


def columns(heading: Sequence[str], needed: Sequence[str] = ()) -> list[str]:
    """The names of the columns. Raises Refusal import_heading_twice for a name that two have, import_heading for one
    that is `needed` and that none has."""
    names = [cell.strip() for cell in heading]
    for at, name in enumerate(names):
        if name and name in names[:at]:
            raise Refusal("import_heading_twice", name=name[:NAME_SHOWN])
    for name in needed:
        if name not in names:
            raise Refusal("import_heading", name=name)
    return names


def by_column(names: Sequence[str], below: Iterable[Record], most: int) -> Iterator[tuple[int, Mapping[str, str]]]:
    """(number, column → cell) of each record; one that is shorter has no cells for its last columns. Raises Refusal
    import_rows for more than `most`."""
    for n, (number, cells) in enumerate(below, 1):
        if n > most:
            raise Refusal("import_rows", n=most)
        yield number, dict(zip(names, cells, strict=False))


def checked_to_the_end(text: str, names: Sequence[str], below: Iterable[Record]) -> Iterator[Record]:
    """These records of a file with this `text`. Raises Refusal import_cut at its end where that is within the last one:
    cells are missing, and no line break follows. (Rows without their last empty cells are what some spreadsheets
    save.)"""
    last: Record = (0, names)
    for last in below:
        yield last
    if len(last[1]) < len(names) and not text.endswith(("\n", "\r")):
        raise Refusal("import_cut", row=last[0])
