"""Where ideas belong: participants suggest it, a facilitator takes it (`idea.place`) or dismisses it."""

from workshop.contract.base import LEAD, TAKE_PART, Command, Id, command


@command("placement.suggest", TAKE_PART)
class PlacementSuggest(Command, frozen=True, kw_only=True):
    """Suggest a cluster for an idea while ideas are grouped, instead of what one suggested for it before; null takes
    that back. Moves nothing."""

    idea: Id
    cluster: Id | None


@command("placement.dismiss", LEAD)
class PlacementDismiss(Command, frozen=True, kw_only=True):
    """Dismiss what participants suggest for an idea: this cluster is not shown as a suggestion for it again. False
    takes that back."""

    idea: Id
    cluster: Id
    dismissed: bool
