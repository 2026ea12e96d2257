"""Commands of a facilitator: the agenda, clusters, undo, two facilitators at the same time, access by links."""

from typing import Any

import pytest
from sqlalchemy import update

from tests.conftest import Room
from workshop.access.authentication import SERVER_ITSELF, Credentials, desk_hash
from workshop.storage.database import transaction
from workshop.storage.tables import Activity


def agenda(room: Room) -> list[tuple[str, str]]:
    steps = sorted(room.sees("facilitators")["activity"].values(), key=lambda shape: shape["position"])
    return [(step["kind"], step["state"]) for step in steps if step["state"] != "waiting"]


def without_undo(picture: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A picture without the words on the undo button, removed clusters' versions, clocks, the log row in which the hall
    was led last, and what is settled because a result was seen, which no undo makes unseen."""
    quiet = ("undo", "redo", "version", "ends_at", "led", "settled")
    return {
        kind: {
            thing: {name: value for name, value in shape.items() if name not in quiet}
            for thing, shape in shapes.items()
        }
        for kind, shapes in picture.items()
        if shapes
    }


def test_going_on_closes_the_step_before_and_starts_the_clock(room: Room) -> None:
    first, second = room.step("welcome"), room.step("welcome", 1)
    room.must("agenda.go", activity=first)
    room.must("agenda.go", activity=second)
    assert agenda(room) == [("welcome", "closed"), ("welcome", "open")]
    assert room.sees("everyone")["activity"][str(second)]["ends_at"] == room.now + 10 * 60_000


def test_two_facilitators_pressing_next_go_on_once(room: Room) -> None:
    step = room.step("welcome")
    assert room.do("agenda.go", activity=step).ok
    assert room.do("agenda.go", activity=step).code == "changed"


def test_what_two_facilitators_press_together_is_done_once_and_takes_one_undo(board: tuple[Room, list[int]]) -> None:
    """The second press is told so, and undo takes back the deed and not a row that changed nothing."""
    room, ideas = board
    dots = room.step("dots")
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", room.comes("ada"), activity=dots, n=1, marks={str(ideas[0]): 1})
    for verb, body in (
        ("activity.open", {"activity": dots}),
        ("screen.freeze", {"on": False}),
        ("screen.blank", {"on": False}),
        ("screen.code", {"on": False}),
        ("screen.spotlight", {"idea": None}),
        ("screen.cluster", {"cluster": None}),
        ("screen.vote", {"vote": None}),
        ("forum.emergency", {"on": False}),
        ("ideas.pause", {"on": False}),
        ("ideas.slow", {"seconds": 0}),
        ("forum.end", {"ended": False}),
    ):
        assert room.do(verb, **body).code == "changed", (verb, "so already")
    cluster = room.must("cluster.add", title="Valo", ideas=[])["cluster"]
    room.must("activity.close", activity=dots)
    for verb, body in (
        ("screen.spotlight", {"idea": ideas[0]}),
        ("screen.cluster", {"cluster": cluster}),
        ("screen.spotlight", {"idea": None}),
        ("screen.vote", {"vote": dots}),
        ("screen.freeze", {"on": True}),
        ("screen.blank", {"on": True}),
        ("screen.code", {"on": True}),
        ("forum.emergency", {"on": True}),
        ("ideas.pause", {"on": True}),
        ("ideas.slow", {"seconds": 30}),
        ("moderation.set", {"mode": "before"}),
        ("cluster.colour", {"cluster": cluster, "colour": "red"}),
        ("activity.reveal", {"activity": dots}),
        ("screen.uncover", {"activity": dots, "uncovered": 1}),
        ("forum.end", {}),
    ):
        before = without_undo(room.sees("facilitators"))
        room.must(verb, **body)
        assert room.do(verb, **body).code == "changed", verb
        after = without_undo(room.sees("facilitators"))
        room.must("undo")
        assert without_undo(room.sees("facilitators")) == before, verb
        room.must("redo")
        assert without_undo(room.sees("facilitators")) == after, verb


def test_opening_again_starts_a_clock_that_has_run_out(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.now += 11 * 60_000
    room.must("activity.open", activity=step)
    assert room.sees("everyone")["activity"][str(step)]["ends_at"] == room.now + 10 * 60_000


def test_a_minute_more_counts_from_now_once_time_is_up(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    room.now += 11 * 60_000
    room.must("activity.time", activity=step, seconds=60)
    assert room.sees("everyone")["activity"][str(step)]["ends_at"] == room.now + 60_000


@pytest.fixture
def board(room: Room) -> tuple[Room, list[int]]:
    """Four shown ideas and the board open."""
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    ideas = [int(room.must("idea.add", ada, activity=step, text=text)["idea"]) for text in ("a", "b", "c", "d")]
    room.must("agenda.go", activity=room.step("clusters"))
    return room, ideas


def test_clusters_get_letters_that_are_not_used_again(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    first = room.must("cluster.add", title="Kahvila", ideas=ideas[:2])
    assert first["letter"] == "A"
    room.must("cluster.remove", cluster=first["cluster"])
    assert room.must("cluster.add", title="Lapset")["letter"] == "B"
    assert {idea["cluster"] for idea in room.sees("everyone")["idea"].values()} == {None}


def test_the_slower_of_two_who_name_a_cluster_hears_why(board: tuple[Room, list[int]]) -> None:
    room, _ = board
    cluster = room.must("cluster.add", title="")["cluster"]
    room.must("cluster.rename", cluster=cluster, title="Tuli", version=1)
    assert room.do("cluster.rename", cluster=cluster, title="Palo", version=1).code == "changed"
    assert room.sees("everyone")["cluster"][str(cluster)]["title"] == "Tuli"


def test_everything_done_can_be_undone_and_done_again(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    moves: list[tuple[str, dict[str, Any]]] = [
        ("cluster.add", {"title": "Yksi", "ideas": ideas[:2]}),
        ("idea.place", {"ideas": ideas[2:], "cluster": 1}),
        ("cluster.rename", {"cluster": 1, "title": "Kaksi", "version": 1}),
        ("idea.hide", {"idea": ideas[0], "reason": "test"}),
        ("screen.spotlight", {"idea": ideas[1]}),
        ("screen.cluster", {"cluster": 1}),
        ("screen.spotlight", {"idea": ideas[2]}),
        ("screen.cluster", {"cluster": 1}),
        ("screen.freeze", {"on": True}),
        ("screen.blank", {"on": True}),
        ("moderation.set", {"mode": "before"}),
        ("cluster.remove", {"cluster": 1}),
        ("agenda.go", {"activity": room.step("dots")}),
        ("hands.set", {"activity": room.step("dots"), "target": ideas[1], "count": 4}),
        ("activity.close", {"activity": room.step("dots")}),
        ("activity.reveal", {"activity": room.step("dots")}),
        ("screen.uncover", {"activity": room.step("dots"), "uncovered": 2}),
        ("screen.vote", {"vote": room.step("dots")}),
    ]
    pictures = [without_undo(room.sees("facilitators"))]
    for verb, body in moves:
        room.must(verb, **body)
        pictures.append(without_undo(room.sees("facilitators")))
    for picture in reversed(pictures[:-1]):
        room.must("undo")
        assert without_undo(room.sees("facilitators")) == picture
    for picture in pictures[1:]:
        room.must("redo")
        assert without_undo(room.sees("facilitators")) == picture
    assert room.do("redo").code == "nothing_to_redo"


def test_a_facilitator_chooses_whose_result_the_hall_sees(board: tuple[Room, list[int]]) -> None:
    """Choosing reveals nothing; only a vote of this forum can be chosen, and what was removed since does not come
    back."""
    room, _ = board

    def chosen() -> tuple[int | None, bool]:
        everyone = room.sees("everyone")
        return everyone["forum"][str(room.forum)]["vote"], bool(everyone.get("tally"))

    dots = room.step("dots")
    rating = int(room.must("activity.add", kind="rating", minutes=1, prompt={"fi": "?"}, position=9)["activity"])
    assert chosen() == (None, False)
    room.must("screen.vote", vote=rating)
    assert chosen() == (rating, False)
    room.must("screen.vote", vote=dots)
    assert chosen() == (dots, False)
    room.must("activity.remove", activity=rating)
    room.must("undo")
    assert chosen()[0] in (None, dots)
    assert room.do("screen.vote", vote=room.step("results")).code == "wrong_activity"
    assert room.do("screen.vote", vote=rating).code == "gone"
    last = int(room.must("activity.add", kind="rating", minutes=1, prompt={"fi": "?"}, position=9)["activity"])
    room.must("screen.vote", vote=last)
    room.must("activity.remove", activity=last)
    assert chosen() == (None, False)


def test_one_thing_is_large_on_the_screen(board: tuple[Room, list[int]]) -> None:
    room, ideas = board

    def large() -> tuple[int | None, int | None]:
        forum = room.sees("everyone")["forum"][str(room.forum)]
        return forum["spotlight"], forum["cluster"]

    cluster = room.must("cluster.add", title="Valo", ideas=ideas[:1])["cluster"]
    room.must("screen.spotlight", idea=ideas[0])
    room.must("screen.cluster", cluster=cluster)
    assert large() == (None, cluster)
    room.must("cluster.remove", cluster=cluster)
    assert large() == (None, None)
    assert room.do("screen.cluster", cluster=cluster).code == "gone"
    room.must("undo")
    assert large() == (None, cluster)
    room.must("undo")
    assert large() == (ideas[0], None)
    room.must("screen.cluster", cluster=cluster)
    room.must("screen.cluster", cluster=None)
    assert large() == (None, None)


def test_something_new_ends_redo(board: tuple[Room, list[int]]) -> None:
    room, _ = board
    room.must("screen.freeze", on=True)
    room.must("undo")
    room.must("screen.code", on=True)
    assert room.do("redo").code == "nothing_to_redo"


def test_undo_of_what_cannot_be_taken_back_any_more_takes_nothing_else(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    room.must("screen.freeze", on=True)
    room.must("idea.place", ideas=[ideas[0]], cluster=None)
    room.must("idea.withdraw", Credentials(device="device-of-ada"), idea=ideas[0])
    assert room.do("undo").code == "undo_idea_changed"
    assert room.sees("everyone")["forum"][str(room.forum)]["frozen"] is True


def test_a_link_admits_until_it_is_revoked(room: Room) -> None:
    from sqlalchemy import insert

    from workshop.storage.database import transaction
    from workshop.storage.tables import admission

    link = room.must("link.add", secret_hash=desk_hash("secret"), label="Bea")["link"]
    with transaction(room.engine) as db:
        db.execute(
            insert(admission).values(
                token_hash=desk_hash("bea"),
                link=link,
                serial=link,
                created_at=room.now,
                expires_at=room.now + 1_000_000,
            )
        )
    bea = Credentials(desk="bea")
    assert room.do("agenda.go", bea, activity=room.step("welcome")).ok
    room.must("link.revoke", link=link)
    assert room.do("agenda.go", bea, activity=room.step("welcome", 1)).code == "signed_out"


def test_the_log_holds_and_shows_what_was_tampered_with(board: tuple[Room, list[int]]) -> None:
    from sqlalchemy import update

    from workshop.storage import log
    from workshop.storage.database import reading, transaction
    from workshop.storage.tables import log as rows

    room, _ = board
    with reading(room.engine) as db:
        assert list(log.problems(db, room.forum)) == []
    with transaction(room.engine) as db:
        db.execute(update(rows).where(rows.c.forum == room.forum, rows.c.n == 2).values(body=None, salt=None))
    with reading(room.engine) as db:
        assert list(log.problems(db, room.forum)) == []
    with transaction(room.engine) as db:
        db.execute(update(rows).where(rows.c.forum == room.forum, rows.c.n == 3).values(body='{"text":"toinen"}'))
        db.execute(update(rows).where(rows.c.forum == room.forum, rows.c.n == 4).values(command="idea.hide"))
    with reading(room.engine) as db:
        assert [problem.split(":")[0] for problem in log.problems(db, room.forum)] == ["row 3", "row 4"]


def test_a_savepoint_rolled_back_with_its_transaction_leaves_nothing(room: Room) -> None:
    from sqlalchemy import func, select

    from workshop.storage.database import reading, transaction
    from workshop.storage.tables import Series

    with pytest.raises(RuntimeError), transaction(room.engine) as db:
        with db.begin_nested():
            db.add(Series(title="x", created_at=1))
        raise RuntimeError
    with reading(room.engine) as db:
        assert db.scalar(select(func.count()).select_from(Series)) == 0


# -- what must not be got round
# --------------------------------------------------------------------------------------------


def voted(room: Room) -> tuple[int, list[int], Credentials]:
    """An open vote on two ideas with one ballot for the first."""
    ada, step, dots = room.comes("ada"), room.step("ideas", 1), room.step("dots")
    room.must("agenda.go", activity=step)
    ideas = [int(room.must("idea.add", ada, activity=step, text=text)["idea"]) for text in ("kahvila", "sauna")]
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("agenda.go", activity=dots)
    room.must("ballot.set", ada, activity=dots, n=1, marks={str(ideas[0]): 2})
    return dots, ideas, ada


def test_going_back_to_a_revealed_vote_does_not_open_it(room: Room) -> None:
    dots, ideas, ada = voted(room)
    for verb, activity in (
        ("activity.close", dots),
        ("activity.reveal", dots),
        ("agenda.go", room.step("results")),
        ("agenda.go", dots),
    ):
        room.must(verb, activity=activity)
    assert room.do("ballot.set", ada, activity=dots, n=2, marks={str(ideas[1]): 1}).code == "vote_closed"


def test_edited_words_wait_for_review_even_while_kept_back(room: Room) -> None:
    room.must("moderation.set", mode="before")
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    idea = room.must("idea.add", ada, activity=step, text="kiltti")["idea"]
    room.must("idea.show", idea=idea)
    room.must("idea.edit", ada, idea=idea, text="ilkeä")
    room.must("activity.reveal", activity=step)
    assert "idea" not in room.sees("everyone")


def test_a_shown_result_follows_what_was_voted_on(room: Room) -> None:
    dots, ideas, _ = voted(room)
    room.must("activity.close", activity=dots)
    room.must("activity.reveal", activity=dots)
    room.effects.clear()
    room.must("idea.hide", idea=ideas[0], reason="test")
    assert ("tally", dots) in room.effects[-1].touched
    assert [row["target"] for row in room.sees("everyone")["tally"][str(dots)]["rows"]] == [ideas[1]]


def test_a_vote_with_ballots_keeps_its_meaning_even_after_undo(room: Room) -> None:
    dots, ideas, ada = voted(room)
    room.must("undo")
    step = room.sees("facilitators")["activity"][str(dots)]
    assert (step["state"], step["voted"]) == ("waiting", 1)
    body = {"activity": dots, "minutes": 8, "prompt": step["prompt"], "instruction": {}, "version": 1}
    assert room.do("activity.edit", **body, settings={"dots": 1, "cap": 1, "of": "clusters"}).code == "in_use"
    assert room.do("idea.edit", ada, idea=ideas[0], text="muu").code == "voting_started"
    written_in = room.sees("everyone")["idea"][str(ideas[0])]["activity"]
    assert not room.sees("everyone")["activity"][str(written_in)]["changeable"], "and phones offer no such thing"


def test_phones_are_told_when_ideas_can_be_changed_and_when_no_longer(room: Room) -> None:
    """One rule behind the write door and on the wire, and whoever has the picture already is told of every change."""
    writing = room.step("ideas", 1)

    def told_by(verb: str, **body: object) -> bool:
        room.effects.clear()
        room.must(verb, **body)
        assert ("activity", writing) in {thing for effect in room.effects for thing in effect.touched}, verb
        return bool(room.sees("everyone")["activity"][str(writing)]["changeable"])

    assert told_by("agenda.go", activity=writing)
    assert not told_by("agenda.go", activity=room.step("dots"))
    assert told_by("undo"), "nobody has voted"
    assert not told_by("agenda.go", activity=room.step("dots"))
    room.must("agenda.go", activity=room.step("clusters"))
    assert told_by("activity.remove", activity=room.step("dots"))
    assert not told_by("forum.end")
    assert told_by("undo")
    assert not room.sees("everyone")["activity"][str(room.step("welcome"))]["changeable"], "there is nothing to change"


def test_who_may_read_an_idea_does_not_change_after_it_was_written(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("idea.add", ada, activity=step, text="vain minulle")
    prompt = room.sees("facilitators")["activity"][str(step)]["prompt"]
    answer = room.do(
        "activity.edit", activity=step, minutes=8, prompt=prompt, instruction={}, settings={"style": "open"}, version=1
    )
    assert answer.code == "in_use"


def test_dots_for_a_hidden_idea_come_back_to_the_voter(room: Room) -> None:
    dots, ideas, ada = voted(room)
    room.must("idea.hide", idea=ideas[0], reason="test")
    room.must("ballot.set", ada, activity=dots, n=2, marks={str(ideas[0]): 2, str(ideas[1]): 2})
    assert room.sees_own(ada)["ballot"][str(dots)]["marks"] == {str(ideas[1]): 2}


def test_a_forum_that_is_over_takes_nothing_and_can_go_on_as_it_was(room: Room) -> None:
    dots, ideas, ada = voted(room)
    before = without_undo(room.sees("facilitators"))
    room.must("forum.end")
    assert room.do("ballot.set", ada, activity=dots, n=2, marks={str(ideas[1]): 1}).code == "vote_closed"
    assert room.do("idea.withdraw", ada, idea=ideas[0]).code == "ideas_closed"
    room.must("undo")
    assert without_undo(room.sees("facilitators")) == before


def test_undoing_the_very_first_step_is_as_if_nothing_had_begun(room: Room) -> None:
    room.must("agenda.go", activity=room.step("welcome"))
    room.must("undo")
    assert room.sees("everyone")["forum"][str(room.forum)]["state"] == "planned"


def test_open_ideas_cannot_be_revealed_and_so_not_hidden_by_undo(room: Room) -> None:
    step = room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    assert room.do("activity.reveal", activity=step).code == "not_open"


def test_what_was_not_revealed_cannot_be_hidden_again(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas", 2)
    room.must("agenda.go", activity=step)
    idea = room.must("idea.add", ada, activity=step, text="Kahvila")["idea"]
    assert room.do("activity.reveal", activity=step, shown=False).code == "changed"
    assert room.sees("everyone")["idea"][str(idea)]["text"] == "Kahvila"
    private = room.step("ideas", 1)
    room.must("agenda.go", activity=private)
    room.must("activity.reveal", activity=private)
    room.must("activity.reveal", activity=private, shown=False)
    assert room.do("activity.reveal", activity=private, shown=False).code == "changed", "twice"


def test_moving_an_idea_twice_at_once_is_undone_once(board: tuple[Room, list[int]]) -> None:
    room, ideas = board
    room.must("cluster.add", title="Yksi")
    room.must("idea.place", ideas=[ideas[0], ideas[0]], cluster=1)
    room.must("undo")
    assert room.sees("everyone")["idea"][str(ideas[0])]["cluster"] is None


def test_withdrawn_words_are_nobodys_any_more(room: Room) -> None:
    ada, step = room.comes("ada"), room.step("ideas")
    room.must("agenda.go", activity=step)
    idea = room.must("idea.add", ada, activity=step, text="hups")["idea"]
    room.must("screen.spotlight", idea=idea)
    room.must("idea.withdraw", ada, idea=idea)
    assert room.sees("facilitators")["idea"][str(idea)]["text"] == ""
    assert room.sees("everyone")["forum"][str(room.forum)]["spotlight"] is None


def test_no_table_but_ballot_owner_tells_whose_ballot_is_whose(room: Room) -> None:
    from sqlalchemy import text

    from workshop.storage.database import reading

    voted(room)
    with reading(room.engine) as db:
        assert "WITHOUT ROWID" in str(db.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'key'")))


def test_what_undo_alone_may_do_does_not_come_over_the_wire() -> None:
    from workshop.contract import COMMANDS

    assert not any(COMMANDS[verb].wired for verb in ("agenda.restore", "idea.review", "cluster.restore"))


def test_the_screen_is_told_when_its_join_card_is_another(room: Room) -> None:
    def card() -> str:
        return str(next(iter(room.sees("everyone")["forum"].values()))["card"])

    before = card()
    room.must("join.renew", secret="A" * 26)
    renewed = card()
    room.must("join.address", url="http://192.0.2.7:5000")
    assert len({before, renewed, card()}) == 3
    assert "A" * 26 not in card()


def test_review_is_chosen_once_somebody_said_so(room: Room) -> None:
    def chosen() -> tuple[str, bool]:
        forum = room.sees("facilitators")["forum"][str(room.forum)]
        return forum["moderation"], forum["moderation_chosen"]

    assert chosen() == ("off", False)
    room.must("moderation.set", mode="off")
    assert chosen() == ("off", True)
    room.must("undo")
    assert chosen() == ("off", False), "undo asks again"


def test_what_the_server_does_by_itself_is_not_said_to_be_an_administrators(room: Room) -> None:
    from sqlalchemy import select

    from workshop.storage.database import reading
    from workshop.storage.tables import log
    from workshop.verifier.check import verify

    step = room.step("ideas", 1)
    room.must("agenda.go", activity=step)
    room.must("activity.close", SERVER_ITSELF, activity=step, grace=0)
    with reading(room.engine) as db:
        rows = db.execute(
            select(log.c.command, log.c.role, log.c.actor)
            .where(log.c.forum == room.forum)
            .order_by(log.c.n.desc())
            .limit(2)
        )
        assert [tuple(row) for row in rows] == [
            ("activity.close", "administrator", "program"),
            ("agenda.go", "administrator", "administrator"),
        ]
    assert verify(str(room.engine.url))["problems"] == []


def test_who_goes_on_may_give_those_who_write_no_time_in_the_same_command(room: Room) -> None:
    ideas, dots = room.step("ideas"), room.step("dots")
    room.must("agenda.go", activity=ideas)
    assert room.do("agenda.go", activity=dots, grace=601).code == "minutes_bad"
    room.must("agenda.go", activity=dots, grace=0)
    assert room.sees("everyone")["activity"][str(ideas)]["state"] == "closed"
    room.must("undo")
    assert room.sees("everyone")["activity"][str(ideas)]["state"] == "open", "one command, one undo"


def test_going_on_closes_whatever_is_open(room: Room) -> None:
    first, second, dots = room.step("ideas"), room.step("ideas", 1), room.step("dots")
    room.must("agenda.go", activity=first)
    room.must("agenda.go", activity=second)
    with transaction(room.engine) as db:  # a former release let two be open
        db.execute(update(Activity).where(Activity.id == first).values(state="open", closes_at=None))

    def states() -> list[str]:
        known = room.sees("everyone")["activity"]
        return [known[str(step)]["state"] for step in (first, second, dots)]

    assert states() == ["open", "open", "waiting"]
    room.must("agenda.go", activity=dots)
    assert states() == ["closing", "closing", "open"], "both with time to finish"
    room.must("undo")
    assert states() == ["open", "open", "waiting"]
