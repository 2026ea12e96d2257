"""The contract's tables, written down once more: who may send which command and by which way, what of a command is
refused before any rule is asked, and which HTTP status a refusal has."""

import re
from typing import Any

import msgspec
import pytest

from workshop.access.rights import may
from workshop.actions.parse import checked
from workshop.actions.registry import UNDO
from workshop.contract import refusals
from workshop.contract.base import COMMANDS, ROLES, Malformed, body, decode
from workshop.contract.commands import AccountAdd, BallotSet, LinkAdd
from workshop.contract.protocol_files import protocol_page

TAKE_PART = (
    "participant.join participant.language idea.add idea.edit idea.withdraw idea.restore ballot.set "
    "idea.support ballot.deal activity.done placement.suggest proposal.add results.confirm"
)
LEAD = """
    agenda.go activity.open activity.close activity.reveal activity.time forum.end
    idea.place ideas.place idea.merge idea.unmerge idea.reword suggestion.dismiss cluster.add cluster.rename
    cluster.remove clusters.add clusters.rename cluster.merge cluster.order cluster.colour
    idea.enter idea.hide ideas.hide idea.show ideas.show idea.leave_out idea.language hands.set ideas.pause
    moderation.set
    link.revoke author.hide author.hold forum.emergency idea.mask ideas.slow placement.dismiss sort.take
    proposal.take proposal.dismiss ballot.enter
    screen.spotlight screen.cluster screen.freeze screen.blank screen.code screen.uncover
    screen.vote undo redo
"""
BY_THE_SERVER_ALONE = """
    agenda.restore activity.clock cluster.restore idea.review idea.words idea.decided suggestion.restore
    proposal.decided link.add join.renew screen.renew join.address
    tickets.add tickets.revoke tickets.require results.settle
"""
"""Commands to lead whose secret, hash or earlier state no page may make up, or that only pages of the office send."""
PREPARE = """
    forum.edit forum.remove activity.add activity.edit activity.schedule activity.move activity.recall
    activity.remove reason.add reason.remove
    ideas.answer cluster.answer forum.answer_by results.edit background.edit programme.set programme.publish
    forum.early
"""
OF_FILES = "ideas.import ballots.import ballots.take_back"
"""Commands to prepare that the server makes of files."""
OF_FORMS = "form.send form.change background.answer"
"""Commands to take part that only pages without scripts send: the server seals a part of what was typed, or no store of
a phone holds it."""
BY_THE_OFFICE_ALONE = "contacts.remove personal.until personal.delete"
"""Commands to prepare that no console sends: what they delete is gone for good."""
OF_THE_HOUSE = """
    series.add series.rename series.remove forum.add account.add account.password account.remove
    house_reason.add house_reason.remove series.results
"""
WHO = {
    "take_part": ("participant", "administrator"),
    "lead": ("facilitator", "organiser", "administrator"),
    "prepare": ("organiser", "administrator"),
}


def listed(*verbs: str) -> set[str]:
    return set(" ".join(verbs).split())


@pytest.mark.parametrize(
    ("capability", "verbs"),
    [
        ("take_part", listed(TAKE_PART, OF_FORMS)),
        ("lead", listed(LEAD, BY_THE_SERVER_ALONE)),
        ("prepare", listed(PREPARE, OF_FILES, OF_THE_HOUSE, BY_THE_OFFICE_ALONE)),
    ],
)
def test_each_command_needs_one_capability(capability: str, verbs: set[str]) -> None:
    assert {verb for verb, command in COMMANDS.items() if command.needs == capability} == verbs


def test_pages_send_only_commands_without_secrets_about_one_forum() -> None:
    assert {verb for verb, command in COMMANDS.items() if command.wired} == listed(TAKE_PART, LEAD, PREPARE)
    assert {verb for verb, command in COMMANDS.items() if command.of_house} == listed(OF_THE_HOUSE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("capability", WHO)
def test_who_may_do_what(role: str, capability: str) -> None:
    assert may(role, capability) is (role in WHO[capability])


STATUSES = {
    400: "malformed",
    401: "signed_out not_joined",
    403: "rights sign_in form_stale no_cookies address",
    404: "code_unknown ticket_unknown receipt_unknown page gone idea_gone",
    409: "changed changed_meanwhile key_used",
    413: "too_large",
    421: "host",
    429: "slow_down too_fast slow_mode crowded sign_in_wait",
    503: "server",
    507: "disk_full",
}


def test_refusals_have_the_status_that_proxies_and_pages_understand() -> None:
    known = {code: status for status, codes in STATUSES.items() for code in codes.split()}
    assert {code: refusals.status(code) for code in refusals.REFUSALS} == {
        code: known.get(code, 422) for code in refusals.REFUSALS
    }
    assert known.keys() <= refusals.REFUSALS.keys()


GOOD = {
    "idea.add": {"activity": 1, "text": ""},
    "ballot.set": {"activity": 1, "n": 0, "marks": {"1": 1, "2": [1, 2]}},
    "activity.close": {"activity": 1},
    "screen.spotlight": {"idea": None},
    "idea.hide": {"idea": 1, "reason": "insult"},
    "ideas.hide": {"hidings": [{"idea": 1, "reason": "insult"}]},
    "idea.language": {"idea": 1, "lang": ""},
    "idea.enter": {"activity": 1, "text": "x", "source": "paper", "table": None},
    "moderation.set": {"mode": "after"},
    "cluster.colour": {"cluster": 1, "colour": ""},
    "hands.set": {"activity": 1, "target": 1, "count": 10_000, "value": -10_000},
    "participant.join": {"language": "sv", "ticket": "ACDEFGHJK"},
    "tickets.add": {"batch": "0123456789abcdef", "secret_hashes": ["x"]},
    "forum.edit": {
        "title": {"fi": "x", "fi-simple": "x"},
        "intro": {},
        "languages": ["fi"],
        "screen_languages": ["fi", "sv"],
        "wifi_network": "",
        "wifi_password": "",
        "series": None,
        "version": 1,
        "starts_at": 4_102_444_800_000,
    },
}
BAD: list[tuple[str, dict[str, Any]]] = [
    ("idea.add", {"activity": 0}),
    ("idea.add", {"activity": -1}),
    ("idea.add", {"activity": 2**53}),
    ("idea.add", {"activity": "1"}),
    ("idea.add", {"activity": 1.5}),
    ("idea.add", {"activity": True}),
    ("idea.add", {"activity": None}),
    ("idea.add", {"text": None}),
    ("idea.add", {"text": 1}),
    ("idea.add", {"text": "x" * 16_001}),
    ("idea.add", {"author": "somebody else"}),
    ("idea.add", {"key": "7 chars"}),
    ("idea.add", {"key": "short-7"}),
    ("idea.add", {"key": "x" * 41}),
    ("idea.add", {"key": "with a blank"}),
    ("idea.add", {"key": "with/slash"}),
    ("idea.add", {"key": "a-key-of-ours\n"}),
    ("idea.add", {"key": None}),
    ("idea.hide", {"reason": "insult\n"}),
    ("idea.language", {"lang": "sv\n"}),
    ("forum.edit", {"title": {"fi\n": "Foorumi"}}),
    ("ballot.set", {"n": -1}),
    ("ballot.set", {"n": 10_001}),
    ("ballot.set", {"marks": []}),
    ("ballot.set", {"marks": {"1": "1"}}),
    ("ballot.set", {"marks": {"1": 1.5}}),
    ("ballot.set", {"marks": {"1": None}}),
    ("ballot.set", {"marks": {"1": [1]}}),
    ("ballot.set", {"marks": {"1": [1, 2, 3]}}),
    ("ballot.set", {"marks": {str(target): 1 for target in range(1_001)}}),
    ("activity.close", {"grace": -1}),
    ("screen.spotlight", {"idea": 0}),
    ("idea.hide", {"reason": "ugly"}),
    ("idea.hide", {"reason": ""}),
    ("ideas.hide", {"hidings": []}),
    ("ideas.hide", {"hidings": [{"idea": 1}]}),
    ("ideas.hide", {"hidings": [{"idea": 1, "reason": "ugly"}]}),
    ("ideas.hide", {"hidings": [{"idea": 1, "reason": "insult"}] * 5_001}),
    ("idea.language", {"lang": "de"}),
    ("idea.language", {"lang": "fi-simple"}),
    ("idea.language", {"lang": None}),
    ("idea.enter", {"source": "phone"}),
    ("idea.enter", {"table": -1}),
    ("moderation.set", {"mode": "on"}),
    ("cluster.colour", {"colour": "#ff0000"}),
    ("hands.set", {"count": 2**53}),
    ("hands.set", {"count": -1}),
    ("hands.set", {"value": 10_001}),
    ("hands.set", {"value": -10_001}),
    ("hands.set", {"value": [1, 2]}),
    ("participant.join", {"language": "de"}),
    ("participant.join", {"ticket": None}),
    ("tickets.add", {"batch": "x"}),
    ("tickets.add", {"secret_hashes": []}),
    ("tickets.add", {"secret_hashes": ["x"] * 201}),
    ("forum.edit", {"title": {"de": "x"}}),
    ("forum.edit", {"title": {"fi\n": "x"}}),
    ("forum.edit", {"languages": ["xx"]}),
    ("forum.edit", {"starts_at": -1}),
    ("forum.edit", {"starts_at": 4_102_444_800_001}),
]


@pytest.mark.parametrize("verb", GOOD)
def test_what_fits_is_read(verb: str) -> None:
    fields: dict[str, Any] = GOOD[verb]
    command = decode(verb, {"key": "a-good-key", **fields})
    whole = msgspec.json.decode(msgspec.json.encode(command))
    assert command.verb == verb and {**whole, **fields} == whole


@pytest.mark.parametrize(("verb", "wrong"), BAD)
def test_what_does_not_fit_exactly_is_no_command(verb: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decode(verb, {"key": "a-good-key", **GOOD[verb], **wrong})


@pytest.mark.parametrize("missing", ["key", "activity", "text"])
def test_every_field_without_a_default_is_needed(missing: str) -> None:
    whole: dict[str, Any] = {"key": "a-good-key", **GOOD["idea.add"]}
    whole.pop(missing)
    with pytest.raises(Malformed):
        decode("idea.add", whole)


@pytest.mark.parametrize("verb", COMMANDS)
def test_no_command_comes_in_under_the_key_of_undo(verb: str) -> None:
    """Undo may do what is refused to people, so nobody may call a command an undo."""
    with pytest.raises(Malformed, match=r"`\$\.key`"):
        decode(verb, {"key": UNDO})


@pytest.mark.parametrize("raw", [None, [], "text", 1, [["key", "a-good-key"]]])
def test_a_command_is_an_object(raw: object) -> None:
    with pytest.raises(Malformed):
        decode("undo", raw)


@pytest.mark.parametrize("verb", ["", "idea", "idea.Add", "idea.add ", "__class__", 7, None, ["idea.add"]])
def test_a_name_that_no_command_has_is_refused(verb: Any) -> None:
    with pytest.raises(Malformed):
        decode(verb, {"key": "a-good-key"})


def test_the_name_of_an_earlier_release_is_still_understood() -> None:
    command = decode("screen.step", {"key": "a-good-key", "activity": 5, "step": 2})
    assert (command.verb, body(command)) == ("screen.uncover", {"activity": 5, "uncovered": 2})


def test_the_log_gets_no_secret_and_no_key() -> None:
    assert body(LinkAdd(key="a-good-key", secret_hash="0" * 64, label="Maija")) == {"label": "Maija"}
    account = AccountAdd(key="a-good-key", email="a@museo.fi", called="A", password_hash="x")
    assert body(account) == {"email": "a@museo.fi", "called": "A"}
    ballot = BallotSet(key="a-good-key", activity=1, n=2, marks={"3": 1})
    assert body(ballot) == {"activity": 1, "n": 2, "marks": {"3": 1}}


def test_the_protocol_page_describes_every_struct_that_it_names() -> None:
    page = protocol_page()
    types = " ".join(re.findall(r"^\| `\w+` \| `(.+)` \|$", page, re.MULTILINE))
    named = set(re.findall(r"\b[A-Z]\w+", types)) - {"None", "Literal", "Optional"}
    assert named >= {"AllowedMarks", "NewCluster"}
    assert [name for name in sorted(named) if f"### {name}\n" not in page] == []


def test_as_much_comes_in_and_is_answered_as_a_forum_holds() -> None:
    """The writer checks the commands that pages make, too: one person may have voted on 1,500 statements elsewhere."""
    marks: dict[str, Any] = {str(n): 1 for n in range(1_500)}
    checked(COMMANDS["ballots.import"](key="k" * 16, activity=1, ballots=[marks]))
    checked(COMMANDS["ideas.answer"](key="k" * 16, ideas=list(range(1, 1_500)), status="received", words={}))
