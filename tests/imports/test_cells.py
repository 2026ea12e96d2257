"""What the cells of a table that is brought in may hold, and by which headings its columns are known: one case each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.rules.test_domain import refused
from workshop.contract.base import TEXT_MAX, THEME_MAX
from workshop.domain.errors import Refusal
from workshop.imports import decidim, pabulib, table_files
from workshop.imports.table_columns_to_ideas import (
    MOST_TABLE,
    Dry,
    Mapped,
    SheetRow,
    SheetTable,
    dry_run,
    guessed,
    same,
)

ALL = Mapped(("text", "more", "theme", "language", "table"), False)


def table(*rows: Sequence[str]) -> SheetTable:
    return SheetTable(tuple(SheetRow(number, tuple(cells)) for number, cells in enumerate(rows, 1)), "utf-8", ";")


def one(text: str = "Sauna", more: str = "", theme: str = "", language: str = "", number: str = "") -> Dry:
    """What comes of one row with all columns."""
    return dry_run(table([text, more, theme, language, number]), ALL, {})


# -- one row -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("fi", "fi"),
        ("FIN", "fi"),
        ("suomi", "fi"),
        ("Finska", "fi"),
        ("Finnish", "fi"),
        ("sv", "sv"),
        ("Ruotsi", "sv"),
        ("Swedish", "sv"),
        ("englanti", "en"),
        ("engelska", "en"),
        ("ENG", "en"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_language_is_known_by_its_names_in_all_of_them(given: str, code: str) -> None:
    (idea,) = one(language=given).ideas
    assert idea.lang == code


@pytest.mark.parametrize("given", ["klingon", "de", "suomea", "fi-FI", "x" * 500])
def test_another_language_is_refused_with_what_was_given(given: str) -> None:
    (problem,) = one(language=given).problems
    assert (problem.code, problem.facts) == ("import_language", {"given": given[:20]})


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("4.0", 4),
        ("1", 1),
        (str(MOST_TABLE), MOST_TABLE),
        ("", None),
        ("007", 7),
        ("0" * 7 + "125", 125),
    ],
)
def test_the_number_of_a_table_is_read_as_spreadsheets_write_it(given: str, number: int | None) -> None:
    (idea,) = one(number=given).ideas
    assert idea.table == number


@pytest.mark.parametrize("given", ["0", "-1", "4.5", "yksi", "4a", "٤", str(MOST_TABLE + 1), "1" * 400, "4.0.0"])
def test_what_is_no_number_of_a_table_is_refused(given: str) -> None:
    (problem,) = one(number=given).problems
    assert (problem.code, problem.facts) == ("import_table", {"given": given[:20]})


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("Sauna", "", "Sauna"),
        ("Sauna", "Museon katolle", "Sauna\nMuseon katolle"),
        ("", "Museon katolle", "Museon katolle"),
        (" Sauna ", "\n", "Sauna"),
        ("x" * TEXT_MAX, "", "x" * TEXT_MAX),
    ],
)
def test_an_idea_is_its_title_and_what_follows_it(text: str, more: str, words: str) -> None:
    (idea,) = one(text, more).ideas
    assert idea.text == words


@pytest.mark.parametrize(
    ("more", "code", "facts"),
    [
        ({"text": ""}, "empty", {}),
        ({"text": "x" * (TEXT_MAX + 3)}, "too_long", {"n": 3}),
        ({"more": "x" * TEXT_MAX}, "too_long", {"n": len("Sauna\n")}),
        ({"theme": "x" * (THEME_MAX + 2)}, "theme_long", {"n": 2}),
        ({"theme": "\u200b"}, "empty", {}),
        ({"text": "\ud800"}, "text_unreadable", {}),
    ],
)
def test_a_row_is_refused_for_its_first_fault(more: Mapping[str, str], code: str, facts: Mapping[str, object]) -> None:
    dry = one(**more)
    assert [(problem.row, problem.code, problem.facts) for problem in dry.problems] == [(1, code, facts)]
    assert not dry.ideas


def test_a_theme_is_one_line_and_each_is_named_once() -> None:
    dry = dry_run(table(["a", "", "Piha\nja ranta"], ["b", "", "Talo"], ["c", "", "Talo"], ["d"]), ALL, {})
    assert [idea.theme for idea in dry.ideas] == ["Piha ja ranta", "Talo", "Talo", ""]
    assert dry.themes == ["Piha ja ranta", "Talo"]


@pytest.mark.parametrize(
    ("words", "other", "equal"),
    [
        ("Sauna", " SAUNA ", True),
        ("Uusi  sauna", "uusi\nsauna", True),
        ("Straße", "STRASSE", True),
        ("Sauna", "Saunat", False),
    ],
)
def test_case_and_spaces_make_no_other_idea(words: str, other: str, equal: bool) -> None:
    assert (same(words) == same(other)) is equal


# -- headings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (["Idea", "Teema", "Kieli", "Pöytä"], ("text", "theme", "language", "table")),
        (["bord", "språk", "tema", "förslag"], ("table", "language", "theme", "text")),
        (["Title", "Body", "Category"], ("text", "more", "theme")),
        (["title/fi", "body/fi"], ("text", "more")),
        ([" IDEA ", "muu"], ("text", "")),
        (["ideat", "idea"], ("text", "")),
        (["kuvaus", "otsikko"], ("more", "text")),
    ],
)
def test_columns_are_known_by_their_headings_in_every_language(headings: Sequence[str], roles: tuple[str, ...]) -> None:
    found = guessed(table(headings, ["x" * 9] * len(headings)))
    assert (found.roles, found.headed) == (roles, True)


@pytest.mark.parametrize(
    ("rows", "roles", "headed"),
    [
        ([["1", "Sauna katolle"], ["2", "Kahvila"]], ("", "text"), False),
        ([["Sauna katolle", "1"], ["Kahvila", "2"]], ("text", ""), False),
        ([["teema", "pitkä otsikko tässä"], ["Ranta", "Laituri joelle"]], ("theme", "text"), True),
        ([["teema"], ["Ranta"]], ("theme",), True),
        ([["a", "b"], ["Pitkä idea", "x", "ja kolmas"]], ("text", "", ""), False),
    ],
)
def test_without_a_heading_the_longest_texts_are_the_ideas(
    rows: Sequence[Sequence[str]], roles: tuple[str, ...], headed: bool
) -> None:
    found = guessed(table(*rows))
    assert (found.roles, found.headed) == (roles, headed)


def test_the_first_row_is_no_idea_where_it_names_the_columns() -> None:
    rows = table(["idea"], ["Sauna"])
    assert [idea.text for idea in dry_run(rows, guessed(rows), {}).ideas] == ["Sauna"]
    assert [idea.text for idea in dry_run(rows, Mapped(("text",), False), {}).ideas] == ["idea", "Sauna"]


def test_what_a_file_has_twice_is_there_once_unless_asked_for() -> None:
    rows, text = table(["Sauna"], ["sauna"], ["Kahvila"]), Mapped(("text",), False)
    dry = dry_run(rows, text, {same("Kahvila"): 12})
    assert ([idea.text for idea in dry.ideas], dry.doubles) == (["Sauna"], {2: 0, 3: 12})
    both = dry_run(rows, text, {same("Kahvila"): 12}, doubles_too=True)
    assert (len(both.ideas), both.doubles) == (3, {})


# -- proposals of Decidim ----------------------------------------------------------------------------------------------


def of_decidim(*proposals: Mapping[str, object]) -> list[tuple[str, ...]]:
    read = table_files.read(json.dumps(proposals).encode())
    return [row.cells for row in read.rows[1:]]


@pytest.mark.parametrize(
    ("proposal", "cells"),
    [
        ({"title": {"fi": "Sauna"}}, ("Sauna", "", "", "fi")),
        (
            {"title": {"fi": "", "sv": "Bastu"}, "body": {"fi": "Katolle", "sv": "På taket"}},
            ("Bastu", "På taket", "", "sv"),
        ),
        ({"title": {"fi": "Sauna"}, "body": {"sv": "På taket"}}, ("Sauna", "På taket", "", "fi")),
        ({"title": {"de": "Sauna"}}, ("Sauna", "", "", "")),
        ({"title": {"fi": "Sauna"}, "category": {"name": {"fi": "Talo", "sv": "Hus"}}}, ("Sauna", "", "Talo", "fi")),
        ({"title": "Sauna"}, ("Sauna", "", "", "")),
        ({"title": {"fi": "<p>Sauna &amp; uinti</p>"}}, ("Sauna & uinti", "", "", "fi")),
        ({"title": {"fi": "a"}, "body": {"fi": "<ul><li>b</li><li>c</li></ul>"}}, ("a", "b\nc", "", "fi")),
        ({"title": {"fi": "a"}, "body": {"fi": "b<br/>c"}}, ("a", "b\nc", "", "fi")),
        ({"title": {"fi": "a < b"}}, ("a < b", "", "", "fi")),
        ({"title": {"fi": "a"}, "body": {"fi": "x" * (TEXT_MAX - 2)}}, ("a", "x" * (TEXT_MAX - 2), "", "fi")),
        ({"title": {"fi": "a"}, "body": {"fi": "x" * (TEXT_MAX - 1)}}, ("a", "", "", "fi")),
        (
            {"title": {"fi": "Iso sauna"}, "body": {"fi": "Iso\n sauna, katolle"}},
            ("Iso\n sauna, katolle", "", "", "fi"),
        ),
        ({"title": {"fi": "Sauna"}, "body": {"fi": "Saunan katolle"}}, ("Sauna", "Saunan katolle", "", "fi")),
        ({"title": {"fi": ""}, "body": {"fi": "Katolle"}}, ("", "Katolle", "", "")),
    ],
)
def test_a_proposal_is_read_in_the_language_of_its_title(
    proposal: Mapping[str, object], cells: tuple[str, ...]
) -> None:
    assert of_decidim(proposal) == [cells]


def test_a_proposal_without_words_is_passed_over_and_the_others_keep_their_numbers() -> None:
    read = decidim.of_json(json.dumps([{"title": {"fi": ""}}, {"title": {"fi": "Sauna"}}]).encode())
    assert [row.number for row in read.rows] == [1, 3]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[]", "import_empty"),
        (b'[{"id": 1}]', "import_empty"),
        (b"[{", "import_broken"),
        (b'[{"a": 1}, 2]', "import_broken"),
    ],
)
def test_what_is_no_list_of_proposals_is_refused(data: bytes, code: str) -> None:
    with refused(code):
        decidim.of_json(data)


# -- elections of Pabulib ----------------------------------------------------------------------------------------------


def election(
    meta: Mapping[str, str] | None = None, projects: str = "1;10;Sauna\n2;;Kahvila", votes: str = "7;1,2\n8;2"
) -> bytes:
    told = {"vote_type": "approval", "description": "Ilta", **(meta or {})}
    head = "".join(f"{name};{value}\n" for name, value in told.items())
    return (
        f"META\nkey;value\n{head}PROJECTS\nproject_id;cost;name\n{projects}\nVOTES\nvoter_id;vote;points\n{votes}\n"
    ).encode()


def test_an_election_has_its_projects_with_their_prices_and_a_dot_for_each_approval() -> None:
    found = pabulib.read(election({"currency": "EUR"}))
    assert [idea.text for idea in found.ideas] == ["Sauna (10 EUR)", "Kahvila (EUR)"]
    assert (found.description, found.votes, found.ballots) == ("Ilta", 2, [{0: 1, 1: 1}, {1: 1}])
    assert (found.dots, found.cap) == (2, 1)


def test_points_are_dots_and_none_is_no_dot() -> None:
    found = pabulib.read(election({"vote_type": "cumulative"}, votes="7;1,2;3,0\n8;2;5\n9;;"))
    assert (found.ballots, found.votes, found.dots, found.cap) == ([{0: 3}, {1: 5}], 3, 5, 5)


@pytest.mark.parametrize(
    ("type_", "votes", "brought"),
    [
        ("approval", "7;1", 1),
        ("scoring", "7;1;1", 0),
        ("ordinal", "7;1", 0),
        ("cumulative", "7;1;20", 1),
        ("cumulative", "7;1;21", 0),
    ],
)
def test_only_votes_that_fit_into_dots_are_brought(type_: str, votes: str, brought: int) -> None:
    found = pabulib.read(election({"vote_type": type_}, votes=votes))
    assert (len(found.ballots), found.votes) == (brought, 1)


@pytest.mark.parametrize(
    ("more", "code", "facts"),
    [
        ({"projects": "1;;Sauna\n1;;Kahvila"}, "import_value", {"row": 8, "name": "project_id"}),
        ({"projects": ";;Sauna"}, "import_value", {"row": 7, "name": "project_id"}),
        ({"votes": "7;1,1"}, "import_value", {"row": 11, "name": "vote"}),
        ({"votes": "7;9"}, "import_value", {"row": 11, "name": "vote"}),
        ({"votes": "7;1;2,3"}, "import_value", {"row": 11, "name": "points"}),
        ({"votes": "7;1;x"}, "import_value", {"row": 11, "name": "points"}),
        ({"votes": "7;1;-1"}, "import_value", {"row": 11, "name": "points"}),
        ({"meta": {"num_votes": "3"}}, "import_cut", {"row": 13}),
        ({"meta": {"num_projects": "3"}}, "import_cut", {"row": 9}),
    ],
)
def test_what_is_wrong_in_an_election_is_named_by_line_and_column(
    more: Mapping[str, Any], code: str, facts: Mapping[str, object]
) -> None:
    with pytest.raises(Refusal) as caught:
        pabulib.read(election(**more))
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_a_file_may_say_fewer_projects_and_votes_than_it_has() -> None:
    assert pabulib.read(election({"num_votes": "1", "num_projects": "x"})).votes == 2


def test_the_name_of_a_project_is_shortened_before_its_price_is() -> None:
    (long,) = pabulib.read(election(projects=f"1;10;{'x' * 999}", votes="7;1")).ideas
    assert len(long.text) == TEXT_MAX and long.text.endswith("… (10)")
    (bare,) = pabulib.read(election(projects="1;;", votes="7;1")).ideas
    assert bare.text == "1", "without a name it has its id"
