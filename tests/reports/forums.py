"""Forums for the tests of files: run from the first idea to a revealed vote, and what is reported of them."""

from zoneinfo import ZoneInfo

from tests.conftest import Room
from workshop.projections import report_data
from workshop.reports.build_summary import build
from workshop.reports.summary import Summary
from workshop.storage.database import reading

TURKU = ZoneInfo("Europe/Helsinki")


def reported(room: Room) -> Summary:
    """The summary of a room as it is now."""
    with reading(room.engine) as db:
        put, about = report_data.everything(db, room.forum, room.now)
    return build(put, about, room.now, TURKU)


def run(room: Room, reveal: bool = True) -> Room:
    """Ideas of several sources and states, one merged and one with a formula, two themes, and a vote with hands."""
    ada, ben, cee = room.comes("ada"), room.comes("ben", "sv"), room.comes("cee")
    wall, vote = room.step("ideas", 2), room.step("dots")
    room.must("agenda.go", activity=wall)
    texts = ("Vesibussi museolle", '=1+1; "aina" auki\nja ilmaiseksi', "Soita 040 123 4567", "Vesibussi myös museolle")
    for text in texts:
        room.must("idea.add", ada, activity=wall, text=text)
    room.must("idea.add", ben, activity=wall, text="Jag ångrade mig")
    room.must("idea.enter", activity=wall, text="Paperilla tuotu", source="paper", table=4)
    ids = {one["number"]: one["id"] for one in room.sees("facilitators")["idea"].values()}
    room.must("idea.hide", idea=ids[3], reason="personal")
    room.must("idea.withdraw", ben, idea=ids[5])
    room.must("agenda.go", activity=room.step("clusters"))
    room.must("cluster.add", title="Vesi; joki", ideas=[ids[1], ids[4]])
    room.must("cluster.add", title="Tyhjä teema", ideas=[])
    room.must("idea.merge", into=ids[1], ideas=[ids[4]])
    room.must("agenda.go", activity=vote)
    room.must("ballot.set", ada, activity=vote, n=1, marks={str(ids[1]): 2, str(ids[6]): 1})
    room.must("ballot.set", ben, activity=vote, n=1, marks={str(ids[6]): 1})
    room.must("ballot.set", cee, activity=vote, n=1, marks={str(ids[2]): 1, str(ids[1]): 1})
    room.must("hands.set", activity=vote, target=ids[2], count=3)
    room.must("activity.close", activity=vote)
    if reveal:
        room.must("activity.reveal", activity=vote)
    return room
