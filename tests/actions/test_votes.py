"""Ballots, raised hands, closing and revealing: one ballot for each person, and no result before its reveal."""

import pytest

from tests.conftest import Room, statements_of
from workshop.access.authentication import Credentials
from workshop.contract.shapes import EVERYONE
from workshop.projections import audience_views
from workshop.storage.database import reading


@pytest.fixture
def vote(room: Room) -> tuple[Room, int, list[int], Credentials, Credentials]:
    """Three ideas and an open vote with two people."""
    ada, ben = room.comes("ada"), room.comes("ben")
    private = room.step("ideas", 1)
    room.must("agenda.go", activity=private)
    ideas = [
        int(room.must("idea.add", ada, activity=private, text=text)["idea"]) for text in ("kahvila", "sauna", "ratikka")
    ]
    memories = room.step("ideas", 0)
    room.must("agenda.go", activity=memories)
    room.must("idea.add", ben, activity=memories, text="ensimmäinen muisto")
    room.must("agenda.go", activity=room.step("clusters"))
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    return room, dots, ideas, ada, ben


Vote = tuple[Room, int, list[int], Credentials, Credentials]


def reveal(room: Room, dots: int) -> dict[int, dict[str, int]]:
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    return {
        row["target"]: {"rank": row["rank"], **row["measures"]}
        for row in room.sees("everyone")["tally"][str(dots)]["rows"]
    }


def test_the_last_ballot_of_each_person_counts_once(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2})
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(sauna): 2, str(tram): 1})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(sauna): 1})
    rows = reveal(room, dots)
    assert {target: row["votes"] for target, row in rows.items()} == {sauna: 3, tram: 1, cafe: 0}
    assert rows[sauna]["rank"] == 1 and rows[cafe]["rank"] == 3


def test_who_voted_only_on_what_was_taken_out_since_is_one_of_those_who_voted(vote: Vote) -> None:
    """The progress said 2 of 2 had voted, the result that one had."""
    room, dots, (cafe, sauna, _), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(sauna): 1})
    room.must("idea.hide", idea=cafe, reason="personal")
    rows = reveal(room, dots)
    facts = room.sees("everyone")["tally"][str(dots)]["facts"]
    assert (facts["ballots"], facts["void"]) == (room.sees("everyone")["activity"][str(dots)]["voted"], 1) == (2, 1)
    assert sum(row["votes"] for row in rows.values()) == 1
    room.must("idea.show", idea=cafe)
    assert "void" not in room.sees("everyone")["tally"][str(dots)]["facts"]


def test_an_older_ballot_that_arrives_late_does_not_replace_a_newer(vote: Vote) -> None:
    room, dots, (cafe, sauna, _), ada, _ben = vote
    room.must("ballot.set", ada, activity=dots, n=5, marks={str(cafe): 1})
    assert room.do("ballot.set", ada, activity=dots, n=4, marks={str(sauna): 1}).ok
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(cafe): 1}


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({0: 3}, "dot_cap"),
        ({0: 2, 1: 2}, "no_dots"),
        ({0: -1}, "ballot_bad"),
        ({"999": 1}, "ballot_bad"),
        ({"x": 1}, "ballot_bad"),
    ],
)
def test_a_ballot_that_breaks_the_rules_is_refused(vote: Vote, marks: dict[object, int], code: str) -> None:
    room, dots, ideas, ada, _ = vote
    named = {str(ideas[target]) if isinstance(target, int) else str(target): mark for target, mark in marks.items()}
    assert room.do("ballot.set", ada, activity=dots, n=1, marks=named).code == code


def test_a_target_has_one_name_only(vote: Vote) -> None:
    room, dots, (cafe, _, _), ada, _ben = vote
    for marks in ({str(cafe): 1, f"0{cafe}": 2}, {f"0{cafe}": 1}):
        assert room.do("ballot.set", ada, activity=dots, n=1, marks=marks).code == "ballot_bad"
    assert "ballot" not in room.sees_own(ada)


def test_memories_that_are_not_voted_on_cannot_be(vote: Vote) -> None:
    room, dots, _, ada, _ = vote
    memory = next(idea["id"] for idea in room.sees("everyone")["idea"].values() if not idea["votable"])
    assert room.do("ballot.set", ada, activity=dots, n=1, marks={str(memory): 1}).code == "ballot_bad"


def test_after_closing_no_vote_is_taken_and_none_is_lost(vote: Vote) -> None:
    room, dots, (cafe, *_), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1})
    room.must("activity.close", activity=dots)
    assert room.do("ballot.set", ben, activity=dots, n=1, marks={str(cafe): 1}).code == "vote_closed"
    room.must("activity.reveal", activity=dots)
    assert room.sees("everyone")["tally"][str(dots)]["facts"]["ballots"] == 1


def test_a_vote_cannot_be_revealed_while_people_vote(vote: Vote) -> None:
    room, dots, *_ = vote
    assert room.do("activity.reveal", activity=dots).code == "wrong_activity"


def test_nobody_sees_a_count_before_the_reveal(vote: Vote) -> None:
    room, dots, (cafe, *_), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2})
    for audience in ("everyone", "facilitators"):
        seen = room.sees(audience)
        assert "tally" not in seen
        assert seen["activity"][str(dots)]["voted"] == 1
    assert not any(
        key in ("votes", "marks", "voters")
        for kind in ("idea", "cluster")
        for shape in room.sees("facilitators").get(kind, {}).values()
        for key in shape
    )


def test_hands_are_added_marked_and_can_be_corrected(vote: Vote) -> None:
    room, dots, (cafe, sauna, _), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1})
    room.must("hands.set", activity=dots, target=sauna, count=7)
    room.must("hands.set", activity=dots, target=sauna, count=5)
    rows = reveal(room, dots)
    assert (rows[sauna]["votes"], rows[sauna]["hands"], rows[sauna]["voters"]) == (5, 5, 0)
    room.must("hands.set", activity=dots, target=sauna, count=0)
    assert (
        next(
            row["measures"]["votes"]
            for row in room.sees("everyone")["tally"][str(dots)]["rows"]
            if row["target"] == sauna
        )
        == 0
    )


def test_the_log_never_says_who_cast_a_ballot(vote: Vote) -> None:
    from sqlalchemy import select

    from workshop.storage.database import reading
    from workshop.storage.tables import Participant, ballot, log

    room, dots, (cafe, *_), ada, _ = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1})
    with reading(room.engine) as db:
        names = {row.actor for row in db.execute(select(log).where(log.c.command == "ballot.set"))}
        assert names == set(db.scalars(select(ballot.c.id)))
        assert not names & set(db.scalars(select(Participant.pid)))


def test_an_idea_left_out_takes_no_votes_and_gives_the_dots_back(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2, str(tram): 1})
    room.must("idea.leave_out", idea=cafe, out=True)
    seen = room.sees("everyone")["idea"][str(cafe)]
    assert seen["left_out"] and not seen["votable"] and seen["text"] == "kahvila", "still read by everybody"
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(cafe): 2, str(sauna): 2, str(tram): 1})
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(sauna): 2, str(tram): 1}, (
        "the two dots are hers again"
    )
    assert room.do("hands.set", activity=dots, target=cafe, count=3).code == "idea_gone"
    assert set(reveal(room, dots)) == {sauna, tram}


def test_an_idea_taken_back_in_has_its_votes_again(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2})
    room.must("idea.leave_out", idea=cafe, out=True)
    room.must("undo")
    assert not room.sees("everyone")["idea"][str(cafe)]["left_out"]
    rows = reveal(room, dots)
    assert {target: row["votes"] for target, row in rows.items()} == {cafe: 2, sauna: 0, tram: 0}


def test_what_the_hall_has_seen_counted_is_not_changed_by_leaving_out(vote: Vote) -> None:
    room, dots, (cafe, *_), ada, _ben = vote
    reveal(room, dots)
    assert room.do("idea.leave_out", idea=cafe, out=True).code == "result_shown"
    assert room.do("idea.leave_out", ada, idea=cafe, out=True).code == "rights"
    assert room.do("idea.leave_out", idea=9999, out=True).code == "idea_gone"
    room.must("activity.reveal", activity=dots, shown=False)
    assert room.do("idea.leave_out", idea=cafe, out=True).code == "result_shown", "it was seen"


def test_a_result_that_was_shown_stays_the_same_however_it_was_hidden_again(vote: Vote) -> None:
    room, dots, (cafe, sauna, _tram), _ada, _ben = vote
    room.must("idea.leave_out", idea=sauna, out=True)
    before = reveal(room, dots)
    room.must("undo")
    assert "tally" not in room.sees("everyone"), "a reveal by mistake is taken back"
    assert room.do("idea.leave_out", idea=cafe, out=True).code == "result_shown"
    room.must("redo")
    room.must("activity.reveal", activity=dots, shown=False)
    room.must("activity.open", activity=dots)
    assert room.do("idea.leave_out", idea=sauna, out=False).code == "result_shown", "nor in the vote opened again"
    assert reveal(room, dots) == before


def is_done(room: Room, dots: int, *people: Credentials) -> list[bool]:
    """Whether each is done, as their phones have it; and the console's number must agree."""
    found = [dots in next(iter(room.sees_own(one)["me"].values()))["done"] for one in people]
    assert room.sees("facilitators")["activity"][str(dots)]["done"] == sum(found)
    return found


def of_phone(person: Credentials, room: Room) -> int:
    return int(next(iter(room.sees_own(person)["me"])))


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("idea.leave_out", {"out": True}),
        ("idea.hide", {"reason": "test"}),
        ("idea.review", {}),
    ],
)
def test_who_gets_dots_back_is_not_done_until_they_say_so_again(
    vote: Vote, verb: str, fields: dict[str, object]
) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2, str(tram): 1})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(sauna): 2})
    for one in (ada, ben):
        room.must("activity.done", one, activity=dots, done=True)
    assert is_done(room, dots, ada, ben) == [True, True]
    room.must(verb, idea=cafe, **fields)
    assert is_done(room, dots, ada, ben) == [False, True]
    effect = room.effects[-1]
    assert of_phone(ada, room) in effect.own and ("activity", dots) in effect.touched, "phone and console hear it"
    room.must("undo")
    assert is_done(room, dots, ada, ben) == [True, True]
    assert of_phone(ada, room) in room.effects[-1].own
    room.must(verb, idea=cafe, **fields)
    room.must("activity.done", ada, activity=dots, done=True)
    assert is_done(room, dots, ada, ben) == [True, True], "with dots unused, and asked"
    room.must("idea.leave_out", idea=tram, out=True)
    assert is_done(room, dots, ada, ben) == [False, True], "one more left"
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(sauna): 1})
    assert is_done(room, dots, ada, ben) == [False, True], "the first of the dots given anew is not all of them"
    room.must("activity.done", ada, activity=dots, done=True)
    assert is_done(room, dots, ada, ben) == [True, True]
    room.must("idea.place", ideas=[cafe, sauna, tram], cluster=None)
    assert is_done(room, dots, ada, ben) == [True, True]


def test_whose_dots_no_idea_can_take_any_more_is_done(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 2, str(tram): 1})
    room.must("ballot.set", ben, activity=dots, n=1, marks={str(cafe): 2, str(sauna): 1})
    for one in (ada, ben):
        room.must("activity.done", one, activity=dots, done=True)
    room.must("idea.hide", idea=sauna, reason="test")
    assert is_done(room, dots, ada, ben) == [True, False], "two ideas take three dots"
    room.must("idea.hide", idea=tram, reason="test")
    assert is_done(room, dots, ada, ben) == [True, True], "one idea takes two dots, and both have given them"
    assert {of_phone(one, room) for one in (ada, ben)} <= room.effects[-1].own, "both phones hear it"
    room.must("idea.show", idea=sauna)
    assert is_done(room, dots, ada, ben) == [False, True], "there is an idea again that can take hers"
    effect = room.effects[-1]
    assert of_phone(ada, room) in effect.own and ("activity", dots) in effect.touched, (
        "her phone and the console hear it"
    )


def test_dots_on_ideas_that_are_one_now_leave_room_for_those_that_came_back(vote: Vote) -> None:
    room, dots, (cafe, sauna, tram), ada, _ben = vote
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(cafe): 1, str(sauna): 1, str(tram): 1})
    room.must("activity.done", ada, activity=dots, done=True)
    room.must("idea.merge", into=cafe, ideas=[sauna])
    room.must("idea.hide", idea=tram, reason="test")
    assert is_done(room, dots, ada) == [False], "one of the two dots that the idea takes"


def test_a_frame_of_a_vote_takes_few_questions_to_the_database(vote: Vote) -> None:
    room, dots, (cafe, sauna, _), ada, ben = vote
    for one in (ada, ben):
        room.must("ballot.set", one, activity=dots, n=1, marks={str(cafe): 2})
    assert asked_for_a_frame(room, dots) == 1, "nobody has said that they are ready"
    room.must("activity.done", ada, activity=dots, done=True)
    assert asked_for_a_frame(room, dots) == 2, "has anything left the vote?"
    room.must("idea.hide", idea=sauna, reason="test")
    assert asked_for_a_frame(room, dots) == 3, "whose dots came back?"


def asked_for_a_frame(room: Room, dots: int) -> int:
    """How many statements one frame of this vote runs: it is made ten times a second."""
    with statements_of(room.engine) as asked, reading(room.engine) as db:
        audience_views.changed(db, room.forum, [("activity", dots)], EVERYONE, room.now)
    return sum(statement.startswith("SELECT") for statement in asked)


def themes_are_voted_on(room: Room, ada: Credentials) -> tuple[int, int]:
    """An open vote on themes, and the theme that ada gave two dots."""
    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    idea = int(room.must("idea.enter", activity=step, text="kahvila", source="paper")["idea"])
    room.must("agenda.go", activity=room.step("clusters"))
    theme = int(room.must("cluster.add", title="Talo", ideas=[idea])["cluster"])
    dots = room.step("dots")
    words = {"minutes": 5, "prompt": {"fi": "Tärkein teema"}, "instruction": {}, "version": 1}
    room.must("activity.edit", activity=dots, settings={"of": "clusters", "dots": 3, "cap": 2}, **words)
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(theme): 2})
    return dots, theme


def test_a_theme_that_is_removed_gives_its_dots_back_too(room: Room) -> None:
    ada = room.comes("ada")
    dots, theme = themes_are_voted_on(room, ada)
    room.must("cluster.add", title="Piha", ideas=[])
    room.must("activity.done", ada, activity=dots, done=True)
    room.must("cluster.remove", cluster=theme)
    assert is_done(room, dots, ada) == [False]
    room.must("undo")
    assert is_done(room, dots, ada) == [True]


def test_a_theme_in_a_result_that_was_shown_stays_and_keeps_its_name(room: Room) -> None:
    dots, theme = themes_are_voted_on(room, room.comes("ada"))
    bea, name = room.leader("Bea")
    room.must("cluster.rename", bea, cluster=theme, title="Talot", version=1)
    reveal(room, dots)
    assert room.do("cluster.rename", cluster=theme, title="Talo", version=2).code == "result_shown"
    assert room.do("cluster.remove", cluster=theme).code == "result_shown"
    assert name not in room.sees("facilitators")["forum"][str(room.forum)]["undo"]
    assert room.do("undo", bea).code == "undo_changed"
    other = room.must("cluster.add", title="Piha", ideas=[])["cluster"]
    room.must("cluster.rename", cluster=other, title="Pihat", version=1)
    room.must("undo")
