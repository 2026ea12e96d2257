"""Near-duplicates become one idea and nothing is lost: words, numbers, authors, votes, and the way back."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from tests.actions.test_votes import Vote, reveal
from tests.actions.test_votes import vote as vote
from tests.conftest import Room
from workshop.access.authentication import Credentials
from workshop.contract.shapes import ForumShape
from workshop.projections import report_data, vote_targets
from workshop.projections.report_data import ReportData
from workshop.projections.revealed_votes import ranked_values, revealed_votes
from workshop.projections.shape_changes import Put, things
from workshop.reports import build_summary, idea_wording, vote_wording
from workshop.storage.database import reading, transaction
from workshop.storage.tables import Activity, Idea, mark
from workshop.verifier.check import verify


@pytest.fixture
def three(room: Room) -> tuple[Room, list[int], Credentials, Credentials]:
    """Three ideas that everyone sees: two by Ada, the last by Ben."""
    ada, ben, step = room.comes("ada"), room.comes("ben"), room.step("ideas")
    room.must("agenda.go", activity=step)
    said = ((ada, "Kahvila pihalle"), (ada, "kahvila pihaan"), (ben, "Ett kafé på gården"))
    ideas = [int(str(room.must("idea.add", who, activity=step, text=text)["idea"])) for who, text in said]
    return room, ideas, ada, ben


Three = tuple[Room, list[int], Credentials, Credentials]


def idea(room: Room, one: int) -> dict[str, Any]:
    shape: dict[str, Any] = room.sees("facilitators")["idea"][str(one)]
    return shape


def _merged_words(room: Room, lead: int) -> list[str]:
    """By what everyone finds the ideas that are merged into this one."""
    found: list[str] = room.sees("everyone")["idea"][str(lead)]["merged_words"]
    return found


def rows(room: Room) -> list[tuple[Any, ...]]:
    """All ideas as they are stored."""
    with reading(room.engine) as db:
        return [tuple(row) for row in db.execute(select(Idea.__table__).where(Idea.forum == room.forum))]


# -- what a merge is ---------------------------------------------------------------------------------------------------


def test_a_merged_idea_is_one_card_and_keeps_its_number_words_and_author(three: Three) -> None:
    room, (cafe, again, kafe), _, ben = three
    room.must("idea.merge", into=cafe, ideas=[again, kafe])
    everyone = room.sees("everyone")["idea"]
    assert set(everyone) == {str(cafe)} and everyone[str(cafe)]["merged"] == [2, 3]
    assert (idea(room, kafe)["state"], idea(room, kafe)["merged_into"]) == ("merged", cafe)
    assert (idea(room, kafe)["number"], idea(room, kafe)["text"], idea(room, kafe)["lang"]) == (
        3,
        "Ett kafé på gården",
        "sv",
    )
    own = room.sees_own(ben)["mine"][str(kafe)]
    assert (own["state"], own["merged_into"], own["text"]) == ("merged", 1, "Ett kafé på gården")


def test_an_idea_with_others_in_it_brings_them_along_and_everything_can_be_taken_apart(three: Three) -> None:
    room, (cafe, again, kafe), *_ = three
    apart = rows(room)
    room.must("idea.merge", into=again, ideas=[kafe])
    together = rows(room)
    room.must("idea.merge", into=cafe, ideas=[again])
    assert {idea(room, one)["merged_into"] for one in (again, kafe)} == {cafe}
    room.must("undo")
    assert rows(room) == together
    room.must("redo")
    assert room.sees("everyone")["idea"][str(cafe)]["merged"] == [2, 3]
    room.must("idea.unmerge", ideas=[kafe, again])
    assert rows(room) == apart


def test_everyone_can_find_a_merged_idea_by_its_own_words(three: Three) -> None:
    room, (cafe, again, kafe), _, ben = three
    room.must("idea.merge", into=cafe, ideas=[again, kafe])
    assert _merged_words(room, cafe) == ["kahvila pihaan", "Ett kafé på gården"]
    room.must("idea.edit", ben, idea=kafe, text="Kaffe och bulle")
    assert (
        _merged_words(room, cafe) == ["kahvila pihaan", "Kaffe och bulle"]
        and ("idea", cafe) in room.effects[-1].touched
    )
    room.must("idea.edit", ben, idea=kafe, text="Ring 040 123 4567")
    assert _merged_words(room, cafe) == ["kahvila pihaan"], "which waits for review, and is merged no longer"


def test_words_that_a_step_keeps_back_find_nothing_until_they_are_shown(three: Three) -> None:
    room, _, ada, _ = three
    private, shown = room.step("ideas", 1), room.step("ideas", 2)
    room.must("agenda.go", activity=shown)
    cafe = int(str(room.must("idea.add", ada, activity=shown, text="Kahvila pihalle")["idea"]))
    room.must("agenda.go", activity=private)
    own = room.must("idea.add", ada, activity=private, text="Kahvila, mutta salaa")["idea"]
    room.must("idea.merge", into=cafe, ideas=[own])
    assert _merged_words(room, cafe) == [""]
    room.must("activity.reveal", activity=private)
    assert ("idea", cafe) in room.effects[-1].touched
    assert _merged_words(room, cafe) == ["Kahvila, mutta salaa"]


def test_another_of_them_can_lead(three: Three) -> None:
    room, (cafe, again, kafe), *_ = three
    room.must("idea.merge", into=cafe, ideas=[again, kafe])
    before = rows(room)
    room.must("idea.merge", into=kafe, ideas=[cafe])
    assert (idea(room, kafe)["state"], idea(room, kafe)["merged"]) == ("shown", [1, 2])
    room.must("undo")
    assert rows(room) == before


def test_what_cannot_be_merged_is_refused_with_its_reason(three: Three) -> None:
    room, (cafe, again, kafe), ada, _ = three
    assert room.do("idea.merge", ada, into=cafe, ideas=[again]).code == "rights"
    assert room.do("idea.merge", into=cafe, ideas=[]).code == "idea_gone"
    assert room.do("idea.merge", into=cafe, ideas=[cafe]).code == "idea_gone"
    assert room.do("idea.merge", into=cafe, ideas=[9999]).code == "idea_gone"
    assert room.do("idea.unmerge", ideas=[again]).code == "idea_gone"
    room.must("idea.hide", idea=kafe, reason="test")
    assert room.do("idea.merge", into=cafe, ideas=[kafe]).code == "idea_gone"
    assert room.do("idea.merge", into=kafe, ideas=[cafe]).code == "idea_gone"
    room.must("idea.show", idea=kafe)
    room.must("idea.merge", into=cafe, ideas=[again])
    for body in ({"into": cafe, "ideas": [again]}, {"into": again, "ideas": [kafe]}):
        answer = room.do("idea.merge", **body)
        assert (answer.code, dict(answer.facts)) == ("idea_merged", {"number": 2, "into": 1})


def test_no_vote_is_lost_in_an_idea_that_is_not_voted_on(vote: Vote) -> None:
    room, _, (cafe, *_), *_ = vote
    memory = next(one["id"] for one in room.sees("everyone")["idea"].values() if not one["votable"])
    answer = room.do("idea.merge", into=memory, ideas=[cafe])
    assert (answer.code, dict(answer.facts)) == ("merge_unvoted", {"number": 4})
    room.must("idea.merge", into=cafe, ideas=[memory])


@pytest.mark.parametrize("by", ["hidden", "withdrawn", "edited"])
def test_when_the_idea_that_leads_goes_the_others_stay_in_its_place(three: Three, by: str) -> None:
    room, (cafe, again, kafe), ada, _ = three
    theme = room.must("cluster.add", title="Ruoka", ideas=[cafe])["cluster"]
    room.must("idea.merge", into=cafe, ideas=[again, kafe])
    before = rows(room)
    if by == "hidden":
        room.must("idea.hide", idea=cafe, reason="test")
    elif by == "withdrawn":
        room.must("idea.withdraw", ada, idea=cafe)
    else:
        room.must("idea.edit", ada, idea=cafe, text="Soita 040 123 4567")
    led = room.sees("everyone")["idea"]
    assert set(led) == {str(again)} and (led[str(again)]["merged"], led[str(again)]["cluster"]) == ([3], theme)
    if by == "hidden":
        room.must("undo")
        assert rows(room) == before


def test_a_merged_idea_can_be_hidden_alone_and_comes_back_into_its_merge(three: Three) -> None:
    room, (cafe, again, kafe), *_ = three
    room.must("idea.merge", into=cafe, ideas=[again, kafe])
    before = rows(room)
    room.must("idea.hide", idea=kafe, reason="test")
    assert idea(room, cafe)["merged"] == [2] and idea(room, kafe)["merged_into"] is None
    room.must("undo")
    assert rows(room) == before


def test_undo_of_a_merge_leaves_what_a_colleague_did_since(three: Three) -> None:
    room, (cafe, again, kafe), *_ = three
    (bea, name), (cai, _) = room.leader("Bea"), room.leader("Cai")
    room.must("idea.merge", bea, into=again, ideas=[kafe])
    room.must("idea.merge", cai, into=cafe, ideas=[again])
    assert name not in room.sees("facilitators")["forum"][str(room.forum)]["undo"]
    assert room.do("undo", bea).code == "undo_idea_changed"
    room.must("undo", cai)
    room.must("undo", bea)
    assert idea(room, again)["merged"] == [] == idea(room, cafe)["merged"]


# -- votes -------------------------------------------------------------------------------------------------------------


def test_each_person_counts_once_for_a_merged_idea_and_ballots_are_never_rewritten(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 2})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(sauna): 1, str(tram): 1})
    with reading(room.engine) as db:
        cast = db.execute(select(mark)).all()
    room.must("idea.merge", into=cafe, ideas=[sauna])
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(cafe): 2}
    assert room.sees_own(ben)["ballot"][str(dots)]["marks"] == {str(cafe): 1, str(tram): 1}
    found = reveal(room, dots)
    assert set(found) == {cafe, tram}
    assert (found[cafe]["votes"], found[cafe]["voters"], found[tram]["votes"]) == (3, 2, 1)
    with reading(room.engine) as db:
        assert db.execute(select(mark)).all() == cast


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("idea.unmerge", {"ideas": ["sauna"]}),
        ("idea.hide", {"idea": "cafe", "reason": "test"}),
        ("hands.set", {"target": "zoo", "count": 9}),
    ],
)
def test_what_the_hall_has_seen_whole_stays_whole_when_it_is_counted_again(
    vote: Vote, verb: str, body: dict[str, Any]
) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    zoo = int(str(room.must("idea.enter", activity=room.step("ideas", 1), text="Eläintarha", source="paper")["idea"]))
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 2})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(tram): 1})
    room.must("idea.merge", into=cafe, ideas=[sauna])
    reveal(room, dots)
    room.must("screen.uncover", activity=dots, uncovered=1)
    assert whole(room, dots) == (False, 2)
    room.must("screen.uncover", activity=dots, uncovered=2)
    assert whole(room, dots) == (True, 2)
    before = room.sees("everyone")["activity"][str(dots)]
    named = {"cafe": cafe, "sauna": sauna, "zoo": zoo}
    body = {key: [named[one] for one in of] if key == "ideas" else named.get(of, of) for key, of in body.items()}
    room.must(verb, **body, **({"activity": dots} if verb == "hands.set" else {}))
    assert whole(room, dots) == (True, 2 if verb == "idea.hide" else 3)
    room.must("undo")
    assert whole(room, dots) == (True, 2) and room.sees("everyone")["activity"][str(dots)] == before
    room.must("undo")
    assert whole(room, dots) == (False, 2), "the first place is covered again"
    assert room.sees("everyone")["activity"][str(dots)]["uncovered"] == 1


def whole(room: Room, dots: int) -> tuple[bool, int]:
    """Whether the hall has seen the result of a vote whole, and how many places it has."""
    put = room.put("everyone")
    found = next(one for one in revealed_votes(put) if one.step.id == dots)
    places = sum(value > 0 for _, value in ranked_values(found.tally))
    return found.may_be_told(next(iter(things(put, ForumShape).values()))), places


def test_taken_apart_again_every_idea_has_its_own_votes(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 2})
    room.must("idea.merge", into=tram, ideas=[cafe, sauna])
    room.must("activity.close", activity=dots)
    room.must("idea.unmerge", ideas=[cafe, sauna])
    room.must("activity.reveal", activity=dots)
    counted = {row["target"]: row["measures"]["votes"] for row in room.sees("everyone")["tally"][str(dots)]["rows"]}
    assert counted == {cafe: 1, sauna: 2, tram: 0}


def test_a_page_that_has_not_heard_of_the_merge_votes_as_before(vote: Vote) -> None:
    room, dots, (cafe, sauna, _), ada, _ = vote
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(sauna): 2})
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(cafe): 2}
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(cafe): 1})
    assert reveal(room, dots)[cafe]["votes"] == 1, "a change sets the mark of the idea that they are merged into"


def test_whoever_voted_for_a_merged_idea_is_sent_the_ballot_at_once_with_where_the_mark_is(vote: Vote) -> None:
    room, dots, (cafe, sauna, _), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(sauna): 2})
    for verb, body, marks, merged in (
        ("idea.merge", {"into": cafe, "ideas": [sauna]}, {str(cafe): 2}, {"2": cafe}),
        ("idea.unmerge", {"ideas": [sauna]}, {str(sauna): 2}, {}),
        ("idea.merge", {"into": cafe, "ideas": [sauna]}, {str(cafe): 2}, {"2": cafe}),
        ("idea.hide", {"idea": cafe, "reason": "test"}, {str(sauna): 2}, {}),
    ):
        room.must(verb, **body)
        told = room.sent_own(ada)["ballot"]
        assert told == {str(dots): {"id": dots, "n": 1, "marks": marks, "merged": merged, "uncounted": {}}}, verb
        assert "ballot" not in room.sent_own(ben)


def test_what_a_voter_changes_elsewhere_leaves_the_dots_where_they_were_given(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(sauna): 2})
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(cafe): 2, str(tram): 1})
    room.must("idea.unmerge", ideas=[sauna])
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(sauna): 2, str(tram): 1}
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.must("ballot.set", ada, activity=dots, n=3, marks={str(cafe): 1, str(tram): 1})
    room.must("idea.unmerge", ideas=[sauna])
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(cafe): 1, str(tram): 1}, "what was changed"
    assert verify(str(room.engine.url))["problems"] == []


def test_dots_that_a_merge_made_free_are_given_once(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 1, str(tram): 1})
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(cafe): 1, str(tram): 2})
    room.must("idea.unmerge", ideas=[sauna])
    marks = room.sees_own(ada)["ballot"][str(dots)]["marks"]
    assert marks == {str(cafe): 1, str(tram): 2}, "three dots are three dots"


def test_a_voter_is_told_how_many_dots_a_merge_gave_back(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2, str(sauna): 1})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(sauna): 1, str(tram): 2})

    def told() -> list[dict[str, int]]:
        return [room.sees_own(one)["ballot"][str(dots)]["uncounted"] for one in (ada, ben)]

    assert told() == [{}, {}]
    room.must("idea.merge", into=cafe, ideas=[sauna])
    assert told() == [{str(cafe): 1}, {}], "of two and one the two count; one dot that only moved is all there"
    room.must("idea.merge", into=cafe, ideas=[tram])
    assert told() == [{str(cafe): 1}, {str(cafe): 1}]
    room.must("ballot.set", ben, activity=dots, n=2, marks={str(cafe): 1})
    room.must("idea.unmerge", ideas=[sauna, tram])
    assert told() == [{}, {}]


def test_whoever_is_done_stays_done_when_what_they_chose_is_merged(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(sauna): 2})
    room.must("activity.done", ada, activity=dots, done=True)
    room.must("idea.merge", into=cafe, ideas=[sauna])
    assert room.sees_own(ada)["me"] and room.sees("everyone")["activity"][str(dots)]["done"] == 1
    room.must("idea.leave_out", idea=cafe, out=True)
    assert room.sees("everyone")["activity"][str(dots)]["done"] == 0, "now the dots came back"
    assert tram


def test_as_many_can_be_voted_on_as_are_counted(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), *_ = vote

    def count() -> int:
        with reading(room.engine) as db:
            activity = db.get_one(Activity, dots)
            there = vote_targets.votable_among(vote_targets.of(db, activity))
            assert vote_targets.votable_count(db, activity) == len(there)
            return len(there)

    assert count() == 3
    room.must("idea.merge", into=cafe, ideas=[sauna])
    assert count() == 2
    room.must("idea.leave_out", idea=cafe, out=True)
    assert count() == 1, "the one that is merged into it is no target either"
    room.must("idea.hide", idea=tram, reason="personal")
    assert count() == 0


def test_of_raised_hands_for_ideas_that_are_merged_the_most_count(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), *_ = vote
    for one, count in ((cafe, 3), (sauna, 5), (tram, 4)):
        room.must("hands.set", activity=dots, target=one, count=count)
    room.must("idea.merge", into=cafe, ideas=[sauna])
    assert room.sees("facilitators")["hands"][str(dots)]["counts"] == {str(cafe): {"1": 5}, str(tram): {"1": 4}}
    room.must("hands.set", activity=dots, target=cafe, count=2)
    found = reveal(room, dots)
    assert (found[cafe]["hands"], found[tram]["hands"]) == (2, 4), "counted anew for the merged idea"
    room.must("undo")
    room.must("undo")
    room.must("undo")
    assert room.sees("facilitators")["hands"][str(dots)]["counts"][str(cafe)] == {"1": 5}


def test_a_result_that_was_shown_does_not_change_by_a_merge(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 1})
    bea, name = room.leader("Bea")
    room.must("idea.merge", bea, into=cafe, ideas=[sauna])
    before = reveal(room, dots)
    assert room.do("idea.merge", into=tram, ideas=[cafe]).code == "result_shown"
    assert room.do("idea.reword", idea=sauna, text="Yleinen sauna").code == "words_settled"
    assert name not in room.sees("facilitators")["forum"][str(room.forum)]["undo"]
    assert room.do("undo", bea).code == "undo_idea_changed"
    room.must("idea.merge", into=cafe, ideas=[tram])  # nobody chose it, so no number changes
    room.must("idea.reword", idea=tram, text="Raitiovaunu")
    after = {row["target"]: row["measures"] for row in room.sees("everyone")["tally"][str(dots)]["rows"]}
    assert after == {cafe: {name: value for name, value in before[cafe].items() if name != "rank"}}
    room.must("undo")
    room.must("undo")
    assert (idea(room, tram)["state"], idea(room, tram)["text"]) == ("shown", "ratikka")


def test_a_merge_is_taken_apart_after_its_result_was_shown_and_the_result_says_when(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 1})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(sauna): 1, str(tram): 1})
    room.must("idea.merge", into=cafe, ideas=[sauna])
    reveal(room, dots)
    shown = _tally(room, dots)
    assert shown["recounted"] is None and _voters(shown) == {cafe: 2, tram: 1}
    room.now += 60_000
    room.must("idea.unmerge", ideas=[sauna])
    apart = _tally(room, dots)
    assert (apart["recounted"], _voters(apart)) == (room.now, {cafe: 1, sauna: 2, tram: 1})
    assert room.sees("facilitators")["tally"][str(dots)] == apart, "all see it at once"
    told = build_summary.build(*_report(room), room.now, ZoneInfo("Europe/Helsinki"))
    when = dt.datetime.fromtimestamp(room.now / 1000, ZoneInfo("Europe/Helsinki"))
    assert (told.votes[0].recounted, told.votes[0].recounted_because) == (when, "parted")
    assert room.do("idea.merge", into=cafe, ideas=[sauna]).code == "result_shown"
    room.must("undo")
    assert _tally(room, dots) == shown, "as it was shown"
    room.now += 60_000
    room.must("redo")
    assert _tally(room, dots) == {**apart, "recounted": room.now}
    assert verify(str(room.engine.url))["problems"] == []


def test_what_was_voted_on_as_one_idea_has_no_other_place_after_it_was_taken_apart(room: Room) -> None:
    ada, step, dots = room.comes("ada"), room.step("ideas", 1), room.step("dots")
    room.must("agenda.go", activity=step)
    said = ("kahvila", "sauna", "ratikka")
    cafe, sauna, tram = (int(room.must("idea.add", ada, activity=step, text=text)["idea"]) for text in said)
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.now += 60_000
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1})
    room.now += 60_000
    reveal(room, dots)
    shown = _tally(room, dots)
    assert [row["target"] for row in shown["rows"]] == [cafe, tram]
    room.now += 60_000
    room.must("idea.unmerge", ideas=[sauna])
    assert _tally(room, dots) == shown, "nobody could choose it by itself, and no number is another"
    told = build_summary.build(*_report(room), room.now, ZoneInfo("Europe/Helsinki"))
    assert vote_wording.notes(told.votes[0], "fi") == [], "nothing was counted again"
    (why,) = idea_wording.parted(told, "fi")
    assert why.startswith("Idea 2 oli osa ideaa 1 koko vaiheen ”") and "ei ole siinä omaa tulosta" in why
    assert "koska oli osa ideaa 1" in idea_wording.fate(told, told.everything[1], "fi")
    room.now += 60_000
    room.must("idea.hide", idea=sauna, reason="personal")
    assert _tally(room, dots) == shown
    room.must("undo")
    room.must("undo")
    assert _tally(room, dots) == shown
    room.must("redo")
    room.must("activity.reveal", activity=dots, shown=False)
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("agenda.go", activity=dots)
    reveal(room, dots)
    assert [row["target"] for row in _tally(room, dots)["rows"]] == [cafe, sauna, tram], "now it could be chosen"


def test_a_shown_result_is_counted_again_for_what_people_chose_only(vote: Vote) -> None:
    """And after a chosen idea was hidden, or hands were counted anew."""
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1})
    room.must("idea.merge", into=cafe, ideas=[sauna])
    reveal(room, dots)
    room.now += 60_000
    room.must("idea.unmerge", ideas=[sauna])
    room.must("idea.hide", idea=tram, reason="personal")
    assert _tally(room, dots)["recounted"] is None, "nobody chose these"
    for verb, body in (
        ("idea.hide", {"idea": cafe, "reason": "personal"}),
        ("hands.set", {"activity": dots, "target": sauna, "count": 4}),
    ):
        room.must(verb, **body)
        assert _tally(room, dots)["recounted"] == room.now
        room.must("undo")
        assert _tally(room, dots)["recounted"] is None


def _tally(room: Room, dots: int) -> dict[str, Any]:
    shape: dict[str, Any] = room.sees("everyone")["tally"][str(dots)]
    return shape


def _voters(tally: dict[str, Any]) -> dict[int, int]:
    """The ideas that anybody chose, with how many people did."""
    return {row["target"]: row["measures"]["voters"] for row in tally["rows"] if row["measures"]["voters"]}


def _report(room: Room) -> tuple[Put, ReportData]:
    with reading(room.engine) as db:
        return report_data.everything(db, room.forum, room.now)


def test_a_result_that_was_shown_keeps_its_words(vote: Vote) -> None:
    """Also where what people chose is merged into an idea that nobody chose; and also when it is hidden again."""
    room, dots, (cafe, sauna, tram), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(sauna): 1})
    bea, name = room.leader("Bea")
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.must("idea.reword", bea, idea=cafe, text="Kahvila ja sauna")
    assert _settled(room) == []
    reveal(room, dots)
    for shown in (True, False):
        assert _settled(room) == [cafe, sauna], "the console need not ask"
        assert room.do("idea.reword", idea=cafe, text="Sauna").code == "words_settled"
        assert name not in room.sees("facilitators")["forum"][str(room.forum)]["undo"]
        assert room.do("undo", bea).code == "undo_idea_changed"
        if shown:
            room.must("activity.reveal", activity=dots, shown=False)
    assert idea(room, cafe)["text"] == "Kahvila ja sauna"


def _settled(room: Room) -> list[int]:
    """The ideas that a shown result is about."""
    settled: list[int] = room.sees("facilitators")["forum"][str(room.forum)]["settled"]
    return settled


def test_ideas_that_are_shown_are_no_result(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    one = room.must("idea.add", ada, activity=step, text="Kahvila")["idea"]
    bea, _ = room.leader("Bea")
    room.must("idea.reword", bea, idea=one, text="Kahvila pihalle")
    room.must("activity.reveal", activity=step)
    room.must("undo", bea)
    assert idea(room, int(str(one)))["text"] == "Kahvila"


# -- other words -------------------------------------------------------------------------------------------------------


def test_a_clear_sentence_keeps_what_the_author_wrote(three: Three) -> None:
    room, (cafe, again, _), ada, _ = three
    room.must("idea.merge", into=cafe, ideas=[again])
    before = rows(room)
    room.must("idea.reword", idea=cafe, text="Kahvila museon pihalle")
    for shape in (idea(room, cafe), room.sees_own(ada)["mine"][str(cafe)]):
        assert (shape["text"], shape["original"]) == ("Kahvila museon pihalle", "Kahvila pihalle")
    hall = room.sees("everyone")["idea"][str(cafe)]
    assert (hall["text"], hall["original"]) == ("Kahvila museon pihalle", ""), "marked, without the words"
    room.must("idea.reword", idea=cafe, text="Kahvila museon pihaan")
    assert idea(room, cafe)["original"] == "Kahvila pihalle"
    room.must("undo")
    room.must("undo")
    assert rows(room) == before
    room.must("idea.reword", idea=cafe, text="Kahvila!")
    room.must("idea.reword", idea=cafe, text="Kahvila pihalle")
    assert idea(room, cafe)["original"] is None, "the author's words again"


def test_other_words_do_not_replace_those_that_a_colleague_wrote_meanwhile(three: Three) -> None:
    """Nor bring words to an idea that was hidden or merged while somebody was typing."""
    room, (cafe, again, _), _, _ = three
    bea, _ = room.leader("Bea")
    mine = {"idea": cafe, "text": "Kahvila puistoon", "seen": "Kahvila pihalle"}
    room.must("idea.reword", bea, idea=cafe, text="Kahvila katolle", seen="Kahvila pihalle")
    assert room.do("idea.reword", **mine).code == "changed"
    assert idea(room, cafe)["text"] == "Kahvila katolle"
    seen = {"seen": "Kahvila katolle"}
    room.must("idea.hide", bea, idea=cafe, reason="personal")
    assert room.do("idea.reword", **mine | seen).code == "idea_gone"
    room.must("idea.show", bea, idea=cafe)
    room.must("idea.merge", bea, into=again, ideas=[cafe])
    assert room.do("idea.reword", **mine | seen).code == "idea_merged"
    room.must("idea.unmerge", bea, ideas=[cafe])
    room.must("idea.reword", **mine | seen)
    assert idea(room, cafe)["text"] == "Kahvila puistoon"


def test_words_that_were_hidden_stay_with_the_facilitators_when_others_are_shown_in_their_place(three: Three) -> None:
    room, (cafe, *_), _, _ = three
    room.must("idea.hide", idea=cafe, reason="personal")
    room.must("idea.reword", idea=cafe, text="Kahvila ilman nimiä")
    room.must("idea.show", idea=cafe)
    assert room.sees("everyone")["idea"][str(cafe)]["original"] == ""
    assert idea(room, cafe)["original"] == "Kahvila pihalle"


def test_other_words_do_not_bring_a_telephone_number_back_to_everyone(three: Three) -> None:
    room, (cafe, *_), ada, _ = three
    room.must("idea.edit", ada, idea=cafe, text="Kahvila, soita 040 123 4567")
    room.must("idea.reword", idea=cafe, text="Kahvila")
    room.must("idea.show", idea=cafe)
    assert room.sees("everyone")["idea"][str(cafe)]["original"] == ""
    assert idea(room, cafe)["original"] == "Kahvila, soita 040 123 4567"


def test_the_authors_next_words_are_the_authors_own(three: Three) -> None:
    room, (cafe, *_), ada, _ = three
    bea, _ = room.leader("Bea")
    room.must("idea.reword", bea, idea=cafe, text="Kahvila museon pihalle")
    room.now += 1
    room.must("idea.edit", ada, idea=cafe, text="Kahvila katolle")
    assert (idea(room, cafe)["text"], idea(room, cafe)["original"]) == ("Kahvila katolle", None)
    assert room.do("undo", bea).code == "undo_idea_changed"


# -- proof -------------------------------------------------------------------------------------------------------------


def test_the_log_proves_who_is_merged_into_what(three: Three) -> None:
    room, (cafe, again, kafe), *_ = three
    room.must("idea.merge", into=cafe, ideas=[again, kafe])
    room.must("idea.reword", idea=cafe, text="Kahvila museon pihalle")
    room.must("idea.unmerge", ideas=[kafe])
    room.must("undo")
    assert verify(str(room.engine.url))["problems"] == []
    kept = select(Idea.merged_into, Idea.original, Idea.original_held).where(Idea.id == kafe)
    for values in ({"merged_into": again}, {"original": "Ei kahvilaa"}, {"original_held": True}):
        with transaction(room.engine) as db:
            before = dict(db.execute(kept).one()._mapping)
            db.execute(update(Idea).where(Idea.id == kafe).values(**values))
        assert any(f"its {next(iter(values))} is not" in one for one in verify(str(room.engine.url))["problems"])
        with transaction(room.engine) as db:
            db.execute(update(Idea).where(Idea.id == kafe).values(**before))
