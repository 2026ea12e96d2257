"""Tables from other programs: encodings, separators, quoted lines, headings, and rows that are refused by number."""

import codecs
import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from tests.rules.test_domain import refused
from workshop.domain.errors import Refusal
from workshop.imports import table_files
from workshop.imports.limits import MOST_BYTES, MOST_CELL, MOST_COLUMNS, MOST_ROWS
from workshop.imports.table_columns_to_ideas import Mapped, SheetRow, SheetTable, dry_run, guessed

WORDS = 'idea;teema;kieli;pöytä\r\nSauna museoon;Hyvinvointi;fi;4\r\n"Kaksi\r\nriviä; ja puolipiste";Talo;sv;\r\n'


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("latin-1", "windows-1252"),
        ("windows-1252", "windows-1252"),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_spreadsheet_is_read(encoding: str, said: str, separator: str) -> None:
    whole = WORDS.replace(";", separator)
    table = table_files.read(whole.encode(encoding))
    assert (table.encoding, table.separator, table.width, len(table.rows)) == (said, separator, 4, 3)
    dry = dry_run(table, guessed(table), {})
    assert not dry.problems and [(one.text, one.theme, one.lang, one.table) for one in dry.ideas] == [
        ("Sauna museoon", "Hyvinvointi", "fi", 4),
        ("Kaksi\nriviä" + separator.strip() + " ja puolipiste", "Talo", "sv", None),
    ]


def test_a_separator_that_is_said_is_taken() -> None:
    assert table_files.read(b"sep=;\r\na,b;c\r\nd,e;f\r\n").rows[0].cells == ("a,b", "c")


def test_signs_that_only_windows_has() -> None:
    table = table_files.read("idea\r\n”Hyvä” – 5 € vai ilmainen…\r\n".encode("windows-1252"))
    assert table.rows[1].cells == ("”Hyvä” – 5 € vai ilmainen…",)


def test_utf_8_that_is_damaged_is_refused_by_its_line() -> None:
    """It was read as Windows-1252: every "ä" of the file came in as "Ã¤"."""
    whole = "idea\nTyttö ja hylje\nSilta yli jäisen joen\nKahvila ylös\n".encode()
    wrong = [whole.replace("jäi".encode(), bytes_) for bytes_ in (b"j\xe4i", b"j\xc3i", b"j\0i")]
    for damaged in (*wrong, codecs.BOM_UTF8 + wrong[0]):
        with pytest.raises(Refusal) as caught:
            table_files.read(damaged)
        assert (caught.value.code, caught.value.facts) == ("import_encoding", {"row": 3})


def test_one_column_without_a_heading_is_all_ideas() -> None:
    table = table_files.read(b"Sauna\nKahvila\n")
    assert guessed(table) == Mapped(("text",), False) and len(dry_run(table, guessed(table), {}).ideas) == 2


def test_the_longest_texts_are_the_ideas_where_no_heading_says_so() -> None:
    table = table_files.read("nro;mitä\n1;Sauna museon katolle\n2;Kahvila\n".encode())
    assert guessed(table).roles == ("", "text")


def test_rows_are_refused_by_number_and_with_the_reason() -> None:
    long = "x" * 281
    table = table_files.read(
        f"idea;kieli;pöytä\nSauna;fi;1\n{long};;\n;fi;\nKahvila;klingon;\nLaituri;;yksi\n\n".encode()
    )
    dry = dry_run(table, guessed(table), {})
    assert [(one.row, one.code) for one in dry.problems] == [
        (3, "too_long"), (4, "empty"), (5, "import_language"), (6, "import_table"),
    ]  # fmt: skip
    assert dry.problems[0].facts == {"n": 1} and [one.text for one in dry.ideas] == ["Sauna"]


def test_what_is_there_already_is_left_out_and_said() -> None:
    table = table_files.read(b"idea\nSauna\nsauna \nKahvila\nLaituri\n")
    dry = dry_run(table, guessed(table), {"kahvila": 7})
    assert [one.text for one in dry.ideas] == ["Sauna", "Laituri"] and dry.doubles == {3: 0, 4: 7}
    assert len(dry_run(table, guessed(table), {"kahvila": 7}, doubles_too=True).ideas) == 4


def test_without_a_column_of_ideas_nothing_is_made() -> None:
    table = table_files.read(b"a;b\nc;d\n")
    with refused("import_column"):
        dry_run(table, Mapped(("", "theme"), True), {})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import_empty"),
        (b"\r\n ; \r\n", "import_empty"),
        (b"\x00\x01\x02\x03" * 50, "import_broken"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "import_broken"),
        (b'idea\n"Sauna\nKahvila\n', "import_line"),
        (b"idea\n" + b"x" * 20_001, "import_line"),
        (b"idea\n" + b"a\n" * (MOST_ROWS + 1), "import_rows"),
        (b"idea\n" + b"a\n" * 100_000, "import_rows"),
        (b";" * MOST_COLUMNS + b"x", "import_columns"),
        (b"x" * (MOST_BYTES + 1), "import_large"),
        (b"PK\x03\x04 no workbook", "import_broken"),
        ("idea\nSauna".encode("utf-16")[:-1], "import_broken"),
        (b"\xff\xfe" + b"i\0\n\0\x00\xd8a\0", "import_broken"),
        (b"\xef\xbb\xbfidea\nS\xe4hk\xf6\n", "import_encoding"),
        ("idea\nSauna\n".encode("utf-32"), "import_broken"),
    ],
    ids=str,
)
def test_what_is_no_table_is_refused(data: bytes, code: str) -> None:
    with refused(code):
        table_files.read(data)


def test_the_row_whose_quote_never_ends_is_named() -> None:
    with pytest.raises(Refusal) as caught:
        table_files.read(b'idea\nSauna\n"Kahvila\nLaituri\n')
    assert (caught.value.code, caught.value.facts) == ("import_line", {"row": 3})


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_and_computes_nothing() -> None:
    data = workbook(("Idea", "Pöytä"), ("Sauna", 4), ("'=1+1", 2.0))
    table = table_files.read(data)
    assert (table.encoding, [row.cells for row in table.rows[:3]]) == (
        "xlsx",
        [("Idea", "Pöytä"), ("Sauna", "4"), ("'=1+1", "2")],
    )
    assert [one.table for one in dry_run(table, guessed(table), {}).ideas] == [4, 2]


SHEETS = {
    "Ideas": [("Ideas", None, None), ("Participants", 22, "x")],
    "People": [("Nimi", "Sähköposti"), ("Maija", "m@a.example")],
    "Ehdotukset": [(None, None), ("Nro", "Idea"), (1, "Sauna")],
    "Vanhat": [("Nro", "Idea"), (1, "Kahvila")],
}
"""A title that is a heading, a list of something else, and two lists of ideas."""


@pytest.mark.parametrize(("names", "read"), [((*SHEETS,), "Ehdotukset"), (("Ideas", "People"), "Ideas")])
def test_the_first_sheet_with_the_headings_of_ideas_is_read_else_the_first(names: tuple[str, ...], read: str) -> None:
    """Of our own spreadsheet the overview was read, and its figures would have become ideas."""
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(name)
        for row in SHEETS[name]:
            sheet.append(row)
    book.save(out)
    table = table_files.read(out.getvalue())
    assert table.sheet == read and table.rows[-1].cells[:2] == tuple(map(str, SHEETS[read][-1][:2]))
    assert table_files.unpacked(table_files.packed(table)) == table


def test_hostile_workbooks_end_only_the_process_that_reads_them() -> None:
    """A bomb of zeros, a cell at the far end of a sheet, and too many rows."""
    parts = zipfile.ZipFile(io.BytesIO(workbook(("Idea",), ("Sauna",))))
    sheet = "xl/worksheets/sheet1.xml"

    def with_sheet(text: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name in parts.namelist():
                made.writestr(name, text if name == sheet else parts.read(name))
        return out.getvalue()

    far = parts.read(sheet).replace(b'r="A2"', b'r="XFD1048576"').replace(b'<row r="2"', b'<row r="1048576"')
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, MOST_ROWS + 3))
    many = parts.read(sheet).partition(b"<row")[0] + cells + b"</sheetData></worksheet>"
    for text, codes in ((b" " * 61_000_000, {"import_broken"}), (far, HOSTILE), (many, {"import_rows"})):
        data = with_sheet(text)
        assert len(data) < MOST_BYTES
        with pytest.raises(Refusal) as caught:
            table_files.read(data)
        assert caught.value.code in codes


HOSTILE = {"import_broken", "import_rows"}
"""Whether the process still says how far the sheet goes, or is out of memory before."""


def test_a_table_travels_from_page_to_page_and_nothing_else_does() -> None:
    table = table_files.read(WORDS.encode())
    assert table_files.unpacked(table_files.packed(table)) == table
    for changed in ("", "x", table_files.packed(table)[:-8], "AAAA"):
        with refused("import_broken"):
            table_files.unpacked(changed)


def carried(*rows: tuple[int, tuple[str, ...]]) -> str:
    return table_files.packed(SheetTable(tuple(SheetRow(*row) for row in rows), "utf-8", ";"))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (((1, ("a",) * (MOST_COLUMNS + 1)),), "import_columns"),
        (((1, ("a" * (MOST_CELL + 1),)),), "import_line"),
        (((MOST_ROWS + 2, ("a",)),), "import_rows"),
        (((1, ("a",)), (1, ("b",))), "import_broken"),
        (tuple((n, ("a" * MOST_CELL,)) for n in range(1, MOST_BYTES // MOST_CELL + 2)), "import_large"),
        (((1, ("",) * 13_000_000),), "import_broken"),
    ],
    ids=["columns", "cell", "rows", "twice", "large", "bomb"],
)
def test_a_table_that_comes_back_from_a_form_keeps_the_limits_of_a_file(
    rows: tuple[tuple[int, tuple[str, ...]], ...], code: str
) -> None:
    """Anybody can write a field of a form: a few hundred bytes there must not become millions of cells."""
    with refused(code):
        table_files.unpacked(carried(*rows))


def test_a_formula_is_its_result_and_one_without_a_result_is_told_by_its_row() -> None:
    """`Tekstissä ei ole mitään näkyvää` was said of a cell in which people see =1+1."""
    without = workbook(("Idea", "Teema"), ("Sauna", "A"), ('=HYPERLINK("https://a.example","Kahvila")', "B"))
    with pytest.raises(Refusal) as caught:
        table_files.read(without)
    assert (caught.value.code, caught.value.facts) == ("import_formula", {"row": 3})
    calculated, sheet = io.BytesIO(), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(without)) as old, zipfile.ZipFile(calculated, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == sheet:
                data = re.sub(
                    rb'<c r="A3"[^>]*>(<f>.*?</f>)<v ?/?>(</v>)?', rb'<c r="A3" t="str">\1<v>Kahvila</v>', data
                )
            new.writestr(name, data)
    assert [row.cells[0] for row in table_files.read(calculated.getvalue()).rows] == ["Idea", "Sauna", "Kahvila"]


def test_formulas_are_looked_for_on_the_sheet_that_is_read() -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(("Yhteensä", "=1+1"))
    ideas = book.create_sheet("Ideat")
    ideas.append(("Nro", "Idea"))
    ideas.append((1, "Sauna"))
    book.save(out)
    assert len(table_files.read(out.getvalue()).rows) == 2
    ideas.append((2, "=1+1"))
    book.save(out := io.BytesIO())
    with pytest.raises(Refusal) as caught:
        table_files.read(out.getvalue())
    assert (caught.value.code, caught.value.facts) == ("import_formula", {"row": 3})


def test_a_text_that_many_cells_share_is_refused_as_too_large() -> None:
    with refused("import_large"):
        table_files.read(workbook(("Idea",), *(("x" * MOST_CELL,) for _ in range(MOST_BYTES // MOST_CELL + 1))))
