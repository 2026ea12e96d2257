"""Files of Polis, Pabulib and Decidim, good and broken."""

import csv
import io
import json
import random
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.reports import small_summary
from tests.rules.test_domain import refused
from workshop.domain.errors import Refusal
from workshop.imports import decidim, pabulib, polis, table_files
from workshop.imports.brought_in_from_terminal import read
from workshop.imports.limits import MOST_BYTES, MOST_PARTS
from workshop.imports.table_columns_to_ideas import dry_run, guessed
from workshop.reports import FORMATS

POLIS = Path(__file__).parents[1] / "data/polis"
CONVERSATIONS = ("15-per-hour-seattle", "scoop-hivemind.taxes")


def conversation(name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (POLIS / name).glob("*.csv")}


def counted(name: str) -> dict[int, Counter[str]]:
    """Statement → answer → people, counted from the file without the program."""
    rows = list(csv.DictReader((POLIS / name / "participants-votes.csv").read_text("utf-8").splitlines()))
    numbers = [int(column) for column in rows[0] if column.isdecimal()]
    return {number: Counter(row[str(number)] for row in rows if row[str(number)]) for number in numbers}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_is_read_answer_by_answer(name: str) -> None:
    whole = polis.read(conversation(name))
    found = {number: Counter[str]() for number in whole.numbers}
    for ballot in whole.ballots:
        for place, mark in ballot.items():
            found[whole.numbers[place]][str(mark)] += 1
    assert found == counted(name) and len(whole.ideas) == len(found)


def test_the_last_of_several_votes_counts_and_a_zip_is_as_good_as_a_folder() -> None:
    comments = (
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\r\n1,x,4,0,1,0,1,Sauna\r\n"
    )
    votes = "timestamp,datetime,comment-id,voter-id,vote\r\n9,x,4,7,-1\r\n5,x,4,7,1\r\n6,x,4,8,0\r\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("export/comments.csv", comments)
        made.writestr("export/votes.csv", votes)
    whole = polis.read(polis.unpacked(out.getvalue()))
    assert whole.ballots == [{0: -1}, {0: 0}] and whole.numbers == [4]


@pytest.mark.parametrize(
    ("name", "old", "new", "row", "column"),
    [
        ("participants-votes.csv", b"\n1,1,0,13,8,4,1,", b"\n1,1,0,13,8,4,2,", 3, "0"),
        ("participants-votes.csv", b",n-disagree,0,", b",n-disagree,999,", 1, "999"),
        ("comments.csv", b",38,18,1,", b",38,18,7,", 3, "moderated"),
        ("comments.csv", b",48,215,", b",53,215,", 3, "comment-id"),
        ("comments.csv", b",48,215,", b"," + b"9" * 5_000 + b",215,", 3, "comment-id"),
    ],
)
def test_what_is_wrong_in_a_conversation_is_named_by_its_row_and_column(
    name: str, old: bytes, new: bytes, row: int, column: str
) -> None:
    given = conversation(CONVERSATIONS[0])
    assert old in given[name]
    given[name] = given[name].replace(old, new, 1)
    with pytest.raises(Refusal) as caught:
        polis.read(given)
    assert (caught.value.code, caught.value.facts) == ("import_value", {"row": row, "name": column})


@pytest.mark.parametrize("column", ["comment-id", "comment-body", "moderated"])
def test_a_conversation_without_a_column_says_which(column: str) -> None:
    given = conversation(CONVERSATIONS[0])
    given["comments.csv"] = given["comments.csv"].replace(column.encode(), b"other", 1)
    with pytest.raises(Refusal) as caught:
        polis.read(given)
    assert (caught.value.code, caught.value.facts) == ("import_heading", {"name": column})


@pytest.mark.parametrize(
    ("matrix", "code"),
    [
        (b"participant,group-id\n1,0\n", "import_heading"),
        (b"participant,0,0\n1,1,-1\n", "import_heading_twice"),
        (b"participant,0,1\n1,1,-1\n2,1", "import_cut"),
        (b"participant,0,1\n1,1,-1\n2,1\n", ""),
    ],
    ids=["no column of votes", "one twice", "broken off", "a spreadsheet left out the last empty cells"],
)
def test_votes_without_their_columns_or_their_end_are_refused(matrix: bytes, code: str) -> None:
    """The votes were left out, the second column's counted, and the last person's were half there."""
    given = {**SMALL, "participants-votes.csv": matrix}
    if code:
        with refused(code):
            polis.read(given)
    else:
        assert polis.read(given).ballots == [{0: 1, 1: -1}, {0: 1}]


@pytest.mark.parametrize(
    ("row", "column"),
    [("9,4,,1", "voter-id"), ("9,5,7,1", "comment-id"), ("x,4,7,1", "timestamp"), ("9,4,7,2", "vote")],
)
def test_a_vote_that_is_none_is_named_by_its_row_and_column(row: str, column: str) -> None:
    comments = b"comment-id,moderated,comment-body\n4,1,Sauna\n"
    votes = f"timestamp,comment-id,voter-id,vote\n9,4,8,1\n\n{row}\n".encode()
    with pytest.raises(Refusal) as caught:
        polis.read({"comments.csv": comments, "votes.csv": votes})
    assert caught.value.facts == {"row": 4, "name": column}, "blank rows count, as in a spreadsheet"


def test_a_conversation_without_its_votes_says_which_file_is_missing() -> None:
    given = conversation(CONVERSATIONS[0])
    del given["participants-votes.csv"]
    with pytest.raises(Refusal) as caught:
        polis.read(given)
    assert caught.value.facts == {"name": "participants-votes.csv"}
    with refused("import_broken"):
        polis.unpacked(b"PK\x03\x04 no zip")


def test_a_folder_with_one_file_only_says_which_is_missing() -> None:
    """It was said to be no table."""
    given = conversation(CONVERSATIONS[0])
    for name, missing in (("comments.csv", "participants-votes.csv"), ("participants-votes.csv", "comments.csv")):
        with pytest.raises(Refusal) as caught:
            read("polis", {name: given[name]})
        assert (caught.value.code, caught.value.facts) == ("import_file", {"name": missing})


PB = """META
key;value
description;Green budget
num_projects;3
num_votes;3
budget;100
vote_type;{type}
rule;greedy
currency;EUR
PROJECTS
project_id;cost;name
a;10;Puisto
b;20;Laituri
c;30;Sauna
VOTES
voter_id;vote{points}
1;a,b{one}
2;c{two}
3;{three}
"""


def test_approvals_are_a_dot_each_and_points_are_dots() -> None:
    whole = pabulib.read(PB.format(type="approval", points="", one="", two="", three="").encode())
    assert [idea.text for idea in whole.ideas] == ["Puisto (10 EUR)", "Laituri (20 EUR)", "Sauna (30 EUR)"]
    assert (whole.votes, whole.ballots, whole.dots, whole.cap) == (3, [{0: 1, 1: 1}, {2: 1}], 2, 1)
    points = PB.format(type="cumulative", points=";points", one=";3,1", two=";4", three=";")
    assert pabulib.read(points.encode()).ballots == [{0: 3, 1: 1}, {2: 4}]


@pytest.mark.parametrize(("kind", "one"), [("ordinal", ""), ("scoring", ";5,1"), ("cumulative", ";30,1")])
def test_votes_that_are_no_dots_are_counted_and_told(kind: str, one: str) -> None:
    points = ";points" if one else ""
    text = PB.format(type=kind, points=points, one=one, two=";2" if one else "", three=";" if one else "")
    whole = read("pb", {"x.pb": text.encode()})
    assert (
        whole.vote is None
        and whole.told == {"vote_type": kind, "votes": 3, "votes_left_out": 3}
        and len(whole.ideas) == 3
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "facts"),
    [
        ("1;a,b", "1;a,x", "import_value", {"row": 17, "name": "vote"}),
        ("1;a,b", "1;a,a", "import_value", {"row": 17, "name": "vote"}),
        ("b;20", "a;20", "import_value", {"row": 13, "name": "project_id"}),
        ("b;20;Laituri", "b;20;\u200b", "import_value", {"row": 13, "name": "name"}),
        ("PROJECTS", "PROJEKTIT", "import_section", {"name": "PROJECTS"}),
        ("a;10;Puisto\nb;20;Laituri\nc;30;Sauna\n", "", "import_empty", {}),
        ("project_id;cost", "id;cost", "import_heading", {"name": "project_id"}),
        ("voter_id;vote", "voter_id;votes", "import_heading", {"name": "vote"}),
        ("voter_id;vote", "vote;vote", "import_heading_twice", {"name": "vote"}),
        ("2;c\n3;\n", "2;", "import_cut", {"row": 18}),
        ("c;30;Sauna\n", "", "import_cut", {"row": 13}),
    ],
)
def test_a_broken_election_is_refused(old: str, new: str, code: str, facts: dict[str, object]) -> None:
    """Without its column of votes, or broken off, it came in with fewer votes, and nobody was told."""
    whole = PB.format(type="approval", points="", one="", two="", three="")
    if code == "import_cut" and "Sauna" in old:
        whole = whole.replace("2;c\n", "2;a\n")
    assert old in whole
    with pytest.raises(Refusal) as caught:
        pabulib.read(whole.replace(old, new).encode())
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_points_that_do_not_fit_their_vote_are_named() -> None:
    points = PB.format(type="cumulative", points=";points", one=";3", two=";4", three=";")
    with pytest.raises(Refusal) as caught:
        pabulib.read(points.encode())
    assert caught.value.facts == {"row": 17, "name": "points"}


def test_proposals_are_read_in_the_language_that_they_are_written_in() -> None:
    rows = (
        "id;category/name/fi;title/fi;title/sv;body/fi;body/sv\n"
        '1;Talo;Sauna museoon;;"<p>Lämmin &amp; iso</p>";\n'
        "2;;;Brygga vid ån;;Med bänkar\n"
        f"3;;Kahvila;;{'x' * 300};\n"
    )
    table = table_files.read(rows.encode())
    ideas = dry_run(table, guessed(table), {}).ideas
    assert [(one.text, one.theme, one.lang) for one in ideas] == [
        ("Sauna museoon\nLämmin & iso", "Talo", "fi"),
        ("Brygga vid ån\nMed bänkar", "", "sv"),
        ("Kahvila", "", "fi"),
    ]
    whole = [{"title": {"fi": "", "en": "A café"}, "body": {"en": "Warm"}, "category": {"name": {"en": "House"}}}]
    table = table_files.read(json.dumps(whole).encode())
    (idea,) = dry_run(table, guessed(table), {}).ideas
    assert (idea.text, idea.theme, idea.lang) == ("A café\nWarm", "House", "en")


def test_a_column_that_is_there_twice_is_refused_where_nobody_chooses() -> None:
    for form, heading in (("decidim", "title/fi;body/fi;title/fi"), ("csv", "Idea;pöytä;idea")):
        with refused("import_heading_twice"):
            read(form, {"x": f"{heading}\nSauna;1;Kahvila\n".encode()})
    assert len(read("csv", {"x": b"idea;x;x\nSauna;1;2\n"}).ideas) == 1, "what is not read may be there twice"


@pytest.mark.parametrize("data", [b'[{"title": ', b"[{" * 500, b'[{"a": 1}]'])
def test_broken_proposals_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        table_files.read(data)


def test_a_statement_with_an_endless_number_is_refused_by_its_row() -> None:
    given = conversation(CONVERSATIONS[0])
    heading, _, rest = given["participants-votes.csv"].partition(b"\n")
    given["participants-votes.csv"] = heading.replace(b",0,", b"," + b"9" * 5_000 + b",", 1) + b"\n" + rest
    with refused("import_value"):
        polis.read(given)


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


SMALL = {
    "comments.csv": b"comment-id,moderated,comment-body\n0,1,Sauna\n1,-1,Kahvila\n",
    "participants-votes.csv": b"participant,n-votes,0,1\n1,2,1,-1\n2,1,,0\n",
}


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_zip_file_that_lies_about_its_size_takes_no_memory(packing: int) -> None:
    """The library unpacked all of a part before it cut it to what the file says."""
    out, said = io.BytesIO(), 1_000
    with zipfile.ZipFile(out, "w", packing) as made:
        made.writestr("comments.csv", b"0" * 50_000_000)
    whole = out.getvalue().replace((50_000_000).to_bytes(4, "little"), said.to_bytes(4, "little"))
    tracemalloc.start()
    with refused("import_broken"):
        polis.unpacked(whole)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_a_damaged_part_of_a_zip_file_is_refused() -> None:
    whole = bytearray(zipped(SMALL))
    whole[45:55] = b"\xff" * 10
    with refused("import_broken"):
        polis.unpacked(bytes(whole))


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("polis", zipped(SMALL)),
        ("pb", PB.format(type="cumulative", points=";points", one=";3,1", two=";4", three=";").encode()),
        ("csv", 'idea;kieli;pöytä\n"Sauna";fi;1\n'.encode()),
        ("decidim", json.dumps([{"title": {"fi": "Sauna"}, "body": {"fi": "<p>Iso</p>"}}]).encode()),
    ],
)
def test_files_damaged_anyhow_are_read_or_refused(form: str, data: bytes) -> None:
    chance = random.Random(7)
    for _ in range(400):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(len(damaged))
            what = chance.choice((bytes([chance.randrange(256)]), b"", b'"', b"\n", b"9" * 5_000, b"\xff" * 9, b"-"))
            damaged[at : at + chance.choice((0, 1, 5))] = what
        if damaged.startswith(b"PK\x03\x04") and form != "polis":
            continue  # a workbook, which another process reads
        with suppress(Refusal):
            read(form, {"x": bytes(damaged)})


@pytest.mark.parametrize("depth", [10, 900, 100_000])
def test_json_nested_however_deeply_is_read_or_refused(depth: int) -> None:
    nested = '{"a": ' * depth + "1" + "}" * depth
    with suppress(Refusal):
        table = decidim.of_json(f'[{{"title": {{"fi": "Sauna"}}, "more": {nested}}}]'.encode())
        assert table.rows[1].cells[0] == "Sauna"


def test_markup_that_never_ends_costs_no_time() -> None:
    """Each `<` looked to the end of the text for its `>`: minutes for a file of four megabytes."""
    rows = "".join(f"{'<' * 19_000}\n" for _ in range(150))
    assert len(table_files.read(f"title/fi\n{rows}".encode()).rows) == 151


@pytest.mark.parametrize("section", ["PROJECTS", "VOTES"])
def test_an_election_that_was_cut_off_says_which_section_is_missing(section: str) -> None:
    whole = PB.format(type="approval", points="", one="", two="", three="")
    with pytest.raises(Refusal) as caught:
        pabulib.read(whole[: whole.index(section)].encode())
    assert (caught.value.code, caught.value.facts) == ("import_section", {"name": section})


def test_our_own_file_for_decidim_is_read_as_it_is_and_says_no_idea_twice() -> None:
    """It had to be unpacked first, and then each idea came as "1. Sauna" and "Sauna"."""
    ideas = [small_summary.idea(1, "Sauna"), small_summary.idea(12, f"{'Kahvila pihalle ' * 10}ja katolle")]
    packed = FORMATS["decidim"].write(small_summary.summary(ideas=ideas, themes=[]), "fi")
    assert [one.text for one in read("decidim", {"decidim.zip": packed}).ideas] == [one.text for one in ideas]


def test_a_zip_with_more_than_one_table_or_too_large_a_one_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        table_files.read(zipped(SMALL))
    assert (caught.value.code, caught.value.facts) == ("import_tables", {"n": 2})
    with refused("import_large"):
        table_files.read(zipped({"proposals.csv": b"title/fi\n" + b"0" * MOST_BYTES}))
    with refused("import_large"):
        table_files.read(zipped({"ideas.csv": b"idea\nSauna", **{f"{n}.txt": b"" for n in range(MOST_PARTS)}}))
