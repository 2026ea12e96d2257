"""The effects of mass commands, which a whole hall sends at once: what each touches. One rule for the action, which
says so once it is done, and for the process that reads it in the log of another (`changes_by_other_processes`)."""

from workshop.projections.base import Thing


def by_joining(forum: int) -> set[Thing]:
    """A newcomer is counted in the forum."""
    return {("forum", forum)}


def by_ballot(activity: int, sorts: bool) -> set[Thing]:
    """A ballot is counted in its activity, and what it says where it `sorts` ideas into themes."""
    return {("activity", activity), ("sorting", activity)} if sorts else {("activity", activity)}


def by_being_ready(activity: int) -> set[Thing]:
    """Who is ready is counted in the activity."""
    return {("activity", activity)}


def by_suggesting(idea: int) -> set[Thing]:
    """Facilitators see beside an idea which themes are suggested for it."""
    return {("idea", idea)}
