"""Small actions at their edges: a link that is revoked twice, an end that lets nobody in, results that are settled too
early, reasons without words or of another forum, and a suggestion that names nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conftest import MINUTE, Room
from workshop.access.authentication import Credentials
from workshop.projections import hiding_reasons, languages_read
from workshop.storage.database import reading
from workshop.storage.tables import Forum, Link


def code(room: Room, verb: str, **body: Any) -> str:
    """The code with which a command is refused, or empty."""
    return room.do(verb, **body).code or ""


def test_a_link_that_was_revoked_keeps_the_time_of_the_first(room: Room) -> None:
    link = int(room.must("link.add", secret_hash="a" * 64, label="Ada")["link"])
    first = room.now
    room.must("link.revoke", link=link)
    room.now += MINUTE
    room.must("link.revoke", link=link)
    with reading(room.engine) as db:
        assert db.get_one(Link, link).revoked_at == first
    assert code(room, "link.revoke", link=link + 99) == "gone"


def test_for_whom_a_link_is_may_be_left_open_and_is_not_cut(room: Room) -> None:
    long = room.do("link.add", secret_hash="a" * 64, label="ä" * 64)
    assert (long.code, long.facts) == ("label_long", {"n": 4})
    room.must("link.add", secret_hash="a" * 64, label=" ")


def test_after_the_end_nobody_comes_in_and_who_was_there_may_still_choose_a_language(room: Room) -> None:
    ada = room.comes("ada")
    room.must("agenda.go", activity=room.step("ideas"))
    room.must("forum.end")
    late = room.do("participant.join", Credentials(device="device-of-late"), language="fi")
    assert (late.ok, late.code) == (False, "forum_ended")
    room.must("participant.join", ada, language="sv")


def test_results_are_settled_after_the_end_and_then_stay(room: Room) -> None:
    room.comes("ada", "fi")
    room.comes("ben", "sv")
    room.must("agenda.go", activity=room.step("ideas"))
    assert code(room, "results.settle") == "not_over"
    with reading(room.engine) as db:
        forum = db.get_one(Forum, room.forum)
        assert languages_read.at_the_end(forum) == {}
        read = languages_read.languages_read(db, forum)
        assert {language: n for language, n in read.items() if n} == {"fi": 1, "sv": 1}
        assert set(forum.languages) <= set(read), "a language that nobody reads has 0"
    room.must("forum.end")
    room.must("results.settle")
    room.must("participant.join", Credentials(device="device-of-ada"), language="sv")
    with reading(room.engine) as db:
        kept = languages_read.at_the_end(db.get_one(Forum, room.forum))
        assert {language: n for language, n in kept.items() if n} == {"fi": 1, "sv": 1}


@pytest.mark.parametrize("verb", ["reason.add", "house_reason.add"])
@pytest.mark.parametrize("words", [{}, {"fi": "   "}])
def test_a_reason_has_words(room: Room, verb: str, words: Mapping[str, str]) -> None:
    assert code(room, verb, words=words) == "reason_missing"


def test_the_reasons_of_forum_and_house_keep_their_words_when_they_are_offered_no_longer(room: Room) -> None:
    own = room.must("reason.add", words={"fi": "Ei tähän iltaan"})["reason"]
    house = room.must("house_reason.add", words={"fi": "Ei museolle"})["reason"]
    room.must("reason.remove", reason=own)
    room.must("house_reason.remove", reason=house)
    with reading(room.engine) as db:
        found = hiding_reasons.all_of(db, db.get_one(Forum, room.forum).reasons)
    assert [(one.name, one.words["fi"], one.offered) for one in found] == [
        (own, "Ei tähän iltaan", False),
        (house, "Ei museolle", False),
    ]
    for verb, gone in (("reason.remove", "own-9"), ("house_reason.remove", "house-9"), ("house_reason.remove", own)):
        assert code(room, verb, reason=gone) == "reason_gone", gone


def test_a_reason_that_is_offered_no_longer_hides_nothing_more(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    (idea,) = room.ideas_on_paper(step, 1)
    own = room.must("reason.add", words={"fi": "Ei tähän iltaan"})["reason"]
    room.must("reason.remove", reason=own)
    assert code(room, "idea.hide", idea=idea, reason=own) == "reason_gone"


@pytest.mark.parametrize(
    ("others", "cluster", "refused"),
    [([], None, "malformed"), ([0], None, "malformed"), ([99], None, "idea_gone"), ([], 99, "gone"), ([1], None, "")],
)
def test_a_dismissal_names_what_is_suggested_no_more(
    room: Room, others: list[int], cluster: int | None, refused: str
) -> None:
    """`others`: places in the list of ideas; 0 is the idea itself, 99 no idea."""
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    ideas = room.ideas_on_paper(step, 2)
    named = [ideas[at] if at < 2 else 10_000 for at in others]
    assert code(room, "suggestion.dismiss", idea=ideas[0], others=named, cluster=cluster) == refused
