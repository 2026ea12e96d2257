"""The programme of an open call: which proposals are shortlisted, when and where they take place, and whether everybody
may read it."""

from workshop.contract.base import PREPARE, Command, Id, Moment, Text, command


@command("programme.set", PREPARE)
class ProgrammeSet(Command, frozen=True, kw_only=True):
    """Shortlist a proposal (`listed`), with the time and place that it has in the programme; null and "" where that is
    not decided. It replaces what was set before, also by null; one that is not `listed` is taken off."""

    idea: Id
    listed: bool
    starts_at: Moment | None
    ends_at: Moment | None
    place: Text


@command("programme.publish", PREPARE)
class ProgrammePublish(Command, frozen=True, kw_only=True):
    """Let everybody read the programme, or not any more."""

    public: bool
