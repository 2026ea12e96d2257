"""The shapes of the read model: what each audience may see. A shape has no field that its audience may not read, so no
filter can be forgotten.

`EVERYONE` is read by phones, the screen and public pages. `FACILITATORS` is read only by consoles. `OWN` goes to one
participant. On the wire a shape is a plain object under its kind and id.
"""

from workshop.contract.shapes.activity import ActivityShape, AllowedMarks
from workshop.contract.shapes.ballot import OwnBallot, OwnDealt
from workshop.contract.shapes.base import EVERYONE, FACILITATORS, OWN, Shape
from workshop.contract.shapes.cluster import ClusterShape
from workshop.contract.shapes.deed import DeedShape
from workshop.contract.shapes.facilitator_link import LinkShape
from workshop.contract.shapes.forum import FacilitatorForum, ForumShape, OwnReason
from workshop.contract.shapes.idea import FacilitatorIdea, IdeaShape, OwnIdea, OwnSupport
from workshop.contract.shapes.likely_themes import LikelyThemesShape
from workshop.contract.shapes.participant import OwnSelf
from workshop.contract.shapes.presence import Presence
from workshop.contract.shapes.sorting import FacilitatorSorting, SortedIdea, SortingShape
from workshop.contract.shapes.tally import HandsShape, TallyRow, TallyShape
from workshop.contract.shapes.theme_proposals import OwnProposal, ProposalShape

SHAPES = (
    ForumShape,
    ActivityShape,
    IdeaShape,
    ClusterShape,
    TallyShape,
    FacilitatorForum,
    FacilitatorIdea,
    HandsShape,
    SortingShape,
    FacilitatorSorting,
    ProposalShape,
    LikelyThemesShape,
    LinkShape,
    OwnIdea,
    OwnSupport,
    OwnBallot,
    OwnDealt,
    OwnSelf,
    Presence,
)
"""Every shape that is sent, in the order of docs/protocol.md."""

__all__ = [
    "EVERYONE",
    "FACILITATORS",
    "OWN",
    "SHAPES",
    "ActivityShape",
    "AllowedMarks",
    "ClusterShape",
    "DeedShape",
    "FacilitatorForum",
    "FacilitatorIdea",
    "FacilitatorSorting",
    "ForumShape",
    "HandsShape",
    "IdeaShape",
    "LikelyThemesShape",
    "LinkShape",
    "OwnBallot",
    "OwnDealt",
    "OwnIdea",
    "OwnProposal",
    "OwnReason",
    "OwnSelf",
    "OwnSupport",
    "Presence",
    "ProposalShape",
    "Shape",
    "SortedIdea",
    "SortingShape",
    "TallyRow",
    "TallyShape",
]
