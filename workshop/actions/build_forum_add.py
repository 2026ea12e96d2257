"""Builds the `forum.add` command for a new forum, from a template or from another forum's steps."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from workshop.access import random_codes_and_keys
from workshop.contract.commands import ActivityDraft, ForumAdd
from workshop.domain.activities import KINDS
from workshop.forum_templates import Template, TemplateStep
from workshop.i18n.languages import WHOLE
from workshop.storage.tables import Forum


def from_template(template: Template, series: int | None = None, title: str = "", rehearsal: bool = False) -> ForumAdd:
    """A forum as the template describes it; `title`, if given, replaces the template's in every language."""
    named = dict.fromkeys(WHOLE, title) if title.strip() else dict(template["title"])
    steps, self_paced = [_draft(one) for one in template["activities"]], bool(template.get("self_paced"))
    return forum(named, dict(template["intro"]), steps, series, rehearsal, self_paced)


def forum(
    title: dict[str, str],
    intro: dict[str, str],
    steps: list[ActivityDraft],
    series: int | None,
    rehearsal: bool = False,
    self_paced: bool = False,
) -> ForumAdd:
    """A forum with these steps, and with new random codes and secrets."""
    return ForumAdd(
        key=random_codes_and_keys.key(),
        series=series,
        title=title,
        intro=intro,
        activities=steps,
        code=random_codes_and_keys.forum_code(),
        ref=random_codes_and_keys.forum_ref(),
        join_secret=random_codes_and_keys.join_secret(),
        screen_token=random_codes_and_keys.long_secret(),
        rehearsal=rehearsal,
        self_paced=self_paced,
    )


def free(db: Session, command: ForumAdd) -> ForumAdd:
    """The command with a join code that no forum uses yet. Collisions are rare (28 bits)."""
    while db.scalar(select(Forum.id).where(Forum.code == command.code)) is not None:
        command = msgspec.structs.replace(command, code=random_codes_and_keys.forum_code())
    return command


def _draft(step: TemplateStep) -> ActivityDraft:
    settings = {name: value for name, value in step["settings"].items() if name in KINDS[step["kind"]].settings}
    return ActivityDraft(
        kind=step["kind"],
        minutes=step["minutes"],
        prompt=step["question"],
        instruction=step["instruction"],
        settings=settings,
        name=step["name"],
    )
