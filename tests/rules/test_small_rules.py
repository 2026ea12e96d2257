"""Small rules of the domain, each with what it must give: codes, the states of an idea, which ideas are grouped, until
when a link admits."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from workshop.domain import activity_states, ideas, join_codes
from workshop.domain.activities import KINDS
from workshop.domain.activities.ideas import grouped, private, votable
from workshop.domain.errors import Refusal
from workshop.domain.link_lifetime import link_until
from workshop.domain.main_vote import main_first, main_vote
from workshop.domain.typed_codes import CODE_ALPHABET
from workshop.pages.body_limits import limit_of


@dataclass(frozen=True)
class Vote:
    """What `main_vote` asks of one."""

    given: bool = True
    chooses: bool = True
    adds_up: bool = True


def test_the_main_vote_is_one_in_which_people_chose() -> None:
    dots, rating, sorting, empty = Vote(), Vote(adds_up=False), Vote(chooses=False), Vote(given=False)
    assert main_vote([dots, rating, sorting, empty]) is dots
    assert main_vote([rating, sorting]) is rating
    assert main_vote([sorting, empty]) is None


LIKE = {
    "dots": Vote(),
    "rating": Vote(adds_up=False),
    "opinion": Vote(adds_up=False),
    "sort": Vote(chooses=False),
    "nobody": Vote(given=False),
}
MAIN = json.loads((Path(__file__).parents[1] / "data/main_vote_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", MAIN, ids=lambda case: ",".join(case["votes"]))
def test_the_main_vote_goes_before_the_others(case: dict[str, Any]) -> None:
    """The pages' script is tested with these cases, too (tests/js/agenda_rules.test.mjs)."""
    votes = [replace(LIKE[name]) for name in case["votes"]]
    order = [next(at for at, one in enumerate(votes) if one is vote) for vote in main_first(votes)]
    assert order == case["first"]


def test_a_form_that_names_ideas_may_have_more_fields_than_others() -> None:
    fields = {name: limit_of("office", name).fields for name in ("office.answer", "office.do_bring_in", "office.edit")}
    assert fields == {"office.answer": 2000, "office.do_bring_in": 400, "office.edit": 400}
    assert limit_of("phone", "phone.show").fields == limit_of("console", "console.show").fields == 2000


CODE, SECRET = "ACDEFG", "ABCDEFGHIJKLMNOPQRSTUVWX27"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("acdefg", CODE),
        (" ac-de fg\n", CODE),
        ("ＡＣＤＥＦＧ", CODE),
        ("äacdefg", CODE),
        ("acdef", "ACDEF"),
        ("acdefgh", "ACDEFGH"),
        ("museo.example/acdefg", CODE),
        ("https://museo.example/acdefg?lang=fi#top", CODE),
        ("https://museo.example/en/acdefg/", CODE),
        ("museo.example/acdefg/hjkmnp", "HJKMNP"),
        ("https://museo.example/j/" + SECRET, SECRET),
        ("https://museo.example/j/" + SECRET[:-1], ("httpsmuseoexamplej" + SECRET[:-1]).upper()[:40]),
        ("https://museo.example/j/" + SECRET[:-1] + "1", ("httpsmuseoexamplej" + SECRET[:-1] + "1").upper()[:40]),
        ("museo.example/acdef0", "MUSEOEXAMPLEACDEF0"),
        ("museo.example/?acdefg", "MUSEOEXAMPLEACDEFG"),
        ("x" * 50, "X" * 40),
        (" " * 300 + "acdefg", ""),
        (" " * 294 + "acdefg", CODE),
        ("", ""),
    ],
)
def test_what_people_type_or_paste_is_read_as_a_code(typed: str, read: str) -> None:
    assert join_codes.tidy(typed) == read


def test_codes_and_secrets_are_told_by_their_length_and_letters() -> None:
    assert [join_codes.is_code(text) for text in (CODE, CODE[1:], CODE + "A")] == [True, False, False]
    assert [join_codes.could_be(text) for text in (CODE, "ACDEF0", "ACDEFI", CODE[1:])] == [True, False, False, False]
    wrong = (SECRET[1:], SECRET + "A", SECRET[:-1] + "1", SECRET.lower())
    assert join_codes.is_secret(SECRET) and not any(map(join_codes.is_secret, wrong))
    assert not set(CODE_ALPHABET) & set("O0I1LS5B8Z2") and len(set(CODE_ALPHABET)) == 25


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (ideas.posted(False, False), "shown"),
        (ideas.posted(True, False), "waiting"),
        (ideas.posted(False, True), "private"),
        (ideas.posted(True, True), "waiting"),
        (ideas.entered(False), "shown"),
        (ideas.entered(True), "private"),
        (ideas.edited("shown", False), "shown"),
        (ideas.edited("shown", True), "waiting"),
        (ideas.edited("private", False), "private"),
        (ideas.edited("private", True), "waiting"),
        (ideas.edited("waiting", False), "waiting"),
        (ideas.edited("hidden", False), "waiting"),
        (ideas.restored("withdrawn", "shown", False, False), "shown"),
        (ideas.restored("withdrawn", "shown", True, False), "waiting"),
        (ideas.restored("withdrawn", "private", False, True), "private"),
        (ideas.restored("withdrawn", "private", True, True), "waiting"),
        (ideas.restored("withdrawn", "private", False, False), "shown"),
        (ideas.restored("withdrawn", "waiting", False, False), "waiting"),
        (ideas.restored("withdrawn", "hidden", False, True), "hidden"),
        (ideas.masked("waiting", False), "shown"),
        (ideas.masked("waiting", True), "private"),
        (ideas.decided("shown", "hidden", False), "hidden"),
        (ideas.decided("hidden", "private", False), "shown"),
        (ideas.decided("hidden", "shown", True), "private"),
        (ideas.let_through("hidden", False), "shown"),
        (ideas.let_through("waiting", True), "private"),
        (ideas.reviewed("shown"), "waiting"),
        (ideas.hidden("private"), "hidden"),
    ],
)
def test_the_state_that_a_command_leaves_an_idea_in(after: str, state: str) -> None:
    assert after == state


def test_revealing_moves_the_kept_back_and_taking_it_back_moves_them_back() -> None:
    assert (ideas.revealed(True), ideas.revealed(False)) == (("private", "shown"), ("shown", "private"))


@pytest.mark.parametrize("change", [ideas.hidden, ideas.reviewed, ideas.withdrawn, lambda s: ideas.edited(s, False)])
def test_nothing_happens_to_what_was_taken_back(change: object) -> None:
    with pytest.raises(Refusal, match="^idea_gone$"):
        change("withdrawn")  # type: ignore[operator]


def test_ideas_that_are_voted_on_are_grouped_and_all_where_none_is() -> None:
    assert (votable({}), votable({"votable": True}), votable({"votable": False})) == (True, True, False)
    assert (private({}), private({"style": "open"}), private({"style": "private"})) == (False, False, True)
    assert grouped({1: {}, 2: {"votable": False}, 3: {"votable": True}}) == {1, 3}
    assert grouped({1: {"votable": False}, 2: {"votable": False}}) == {1, 2}
    assert grouped({}) == set()


DEFAULTS = {
    "welcome": {"break": False},
    "ideas": {"style": "open", "votable": True},
    "clusters": {"reveals": True, "likely_themes": ""},
    "dots": {"dots": 3, "cap": 2, "of": "ideas"},
    "rating": {"of": "ideas", "scale": "important"},
    "results": {},
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_new_activity_has_the_settings_that_people_expect(name: str) -> None:
    assert KINDS[name].complete({}) == DEFAULTS[name]


@pytest.mark.parametrize(
    ("name", "settings", "fits"),
    [
        ("ideas", {"style": "private"}, True),
        ("ideas", {"style": "secret"}, False),
        ("ideas", {"votable": 1}, False),
        ("ideas", {"dots": 3}, False),
        ("dots", {"dots": 1, "cap": 1}, True),
        ("dots", {"dots": 20, "cap": 20}, True),
        ("dots", {"dots": 0}, False),
        ("dots", {"dots": 21}, False),
        ("dots", {"cap": 0}, False),
        ("dots", {"cap": 21}, False),
        ("dots", {"dots": True}, False),
        ("dots", {"dots": "3"}, False),
        ("dots", {"of": "clusters"}, True),
        ("dots", {"of": "votes"}, False),
        ("rating", {"scale": "much"}, True),
        ("rating", {"scale": "agree"}, True),
        ("rating", {"scale": "nice"}, False),
        ("welcome", {"break": True}, True),
        ("welcome", {"break": "yes"}, False),
    ],
)
def test_a_setting_is_taken_or_refused(name: str, settings: dict[str, int | bool | str], fits: bool) -> None:
    if fits:
        assert {**KINDS[name].complete(settings), **settings} == KINDS[name].complete(settings)
        return
    with pytest.raises(Refusal, match="^settings_bad$"):
        KINDS[name].complete(settings)


def test_a_link_admits_for_two_days_from_when_it_was_made_or_from_the_start() -> None:
    hours = 3_600_000
    found = [link_until(5 * hours, starts) for starts in (None, 0, 4 * hours, 6 * hours)]
    assert found == [53 * hours, 53 * hours, 53 * hours, 54 * hours]


@pytest.mark.parametrize(
    ("votable", "began", "forum", "may"),
    [
        (True, False, "live", True),
        (True, True, "live", False),
        (False, True, "live", True),
        (True, False, "ended", False),
        (False, True, "ended", False),
        (True, False, "planned", True),
    ],
)
def test_authors_change_ideas_until_people_may_have_read_them_to_vote(
    votable: bool, began: bool, forum: str, may: bool
) -> None:
    assert activity_states.may_change_ideas({"votable": votable}, began, forum) is may


@pytest.mark.parametrize("verb", ["idea.add", "idea.edit", "idea.withdraw", "idea.restore"])
def test_after_the_end_an_author_hears_that_it_is_over(verb: str) -> None:
    activity_states.permit_after_the_end(verb, "live")
    with pytest.raises(Refusal, match="^ideas_closed$"):
        activity_states.permit_after_the_end(verb, "ended")


def test_a_facilitator_may_still_hide_and_name_after_the_end() -> None:
    for verb in ("idea.hide", "cluster.rename", "forum.end", "undo"):
        activity_states.permit_after_the_end(verb, "ended")
