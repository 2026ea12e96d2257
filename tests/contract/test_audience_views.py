"""Who may see which shape is read off the shape: each view gives an audience its own shapes or those for everyone."""

import pytest

from tests.conftest import ADMINISTRATOR, Room
from workshop.contract import shapes
from workshop.contract.shapes import EVERYONE, FACILITATORS, OWN, SHAPES
from workshop.projections.audience_views import VIEWS, changed
from workshop.projections.base import Look, view
from workshop.storage.database import reading


def test_every_shape_from_the_database_has_a_view() -> None:
    viewed = {shape for one in VIEWS.values() for shape in one.shapes}
    assert viewed == {shape for shape in SHAPES if shape.audience != OWN} - {shapes.Presence}


def test_nobody_is_given_the_shape_of_another_audience(room: Room) -> None:
    step = room.step("ideas")
    room.must("agenda.go", activity=step)
    idea = room.must("idea.add", room.comes("ada"), activity=step, text="Aula auki iltaisin")["idea"]
    room.must("idea.hide", idea=idea, reason="test")
    room.must("idea.add", room.comes("ben"), activity=step, text="Pihalle penkkejä")
    room.must("cluster.add", ADMINISTRATOR, title="Piha")
    room.leader("Bea")
    with reading(room.engine) as db:
        for one in VIEWS.values():
            for audience in (EVERYONE, FACILITATORS):
                if one.is_for(audience):
                    given = list(one.read(Look(db, room.forum, None, audience, room.now)))
                    right = [shape for shape in one.shapes if shape.audience == audience] or one.shapes
                    assert {type(shape) for shape in given} <= set(right), (one.kind, audience)
        touched = [(kind, 1) for kind in VIEWS]
        seen = changed(db, room.forum, touched, EVERYONE, room.now)
        assert not {"link", "hands"} & {*seen.put, *seen.drop}, "not even that there are such things"


def test_a_view_has_one_kind_and_one_shape_for_an_audience() -> None:
    for wrong in (
        (shapes.IdeaShape, shapes.ClusterShape),
        (shapes.FacilitatorIdea, shapes.FacilitatorIdea),
        (shapes.OwnIdea,),
    ):
        with pytest.raises(TypeError):
            view(*wrong)
