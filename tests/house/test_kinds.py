"""Every kind of activity is complete: a toy vote passes through all rules and reports, and each real kind has all its
files and list entries."""

import ast
import json
import re
from functools import cache

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader

from tests.conftest import Room, plain
from tests.house.source import ROOT, Module, modules, none
from workshop.contract import COMMANDS
from workshop.contract.shapes import EVERYONE, FACILITATORS
from workshop.domain.activities import KINDS, NAMES
from workshop.domain.activities.base import Kind, Setting
from workshop.domain.errors import Refusal
from workshop.domain.methods.base import MarkRange
from workshop.i18n import catalogues, languages
from workshop.pages import files_by_kind, scripts_and_styles
from workshop.pages.phone import view
from workshop.projections import audience_views
from workshop.reports import FORMATS
from workshop.reports.style_sheets import DESK
from workshop.storage.database import reading

# -- a toy
# ------------------------------------------------------------------------------------------------------------------


TOY = Kind(
    "choice",
    {"most": Setting(1, least=1, most=5)},
    collects="votes",
    marks=lambda settings: MarkRange(1, 1, total=int(settings["most"])),
)
SAID = {
    "kind.choice": "Valinta",
    "kind.choice.help": "Yksi kullekin",
    "office.set.choice.most": "Enintään",
    "vote.given.choice": "Valitsit tämän",
    "vote.late.choice": "{n} valintaasi ei ehtinyt mukaan",
    "report.method.choice": "Jokainen sai valita {most} ({of}).",
    "report.brief.choice": "Jokainen sai valita {most}.",
    "report.merged.choice": "Yhdistetyssä ideassa jokainen lasketaan kerran.",
}
PAGES = {
    "activities/choice/phone.html": "{% for row in see.rows %}[{{ row.text }}: {{ row.given }}]{% endfor %}",
    "activities/choice/foot.html": "foot",
}


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Kind:
    """A toy kind, registered as any kind is: in the list, with its words."""
    monkeypatch.setitem(KINDS, TOY.name, TOY)
    # All are read before one is changed: simple Finnish is derived from the Finnish catalogue.
    for catalogue in [catalogues.catalogue(language) for language in languages.LANGUAGES]:
        for key, text in SAID.items():
            monkeypatch.setitem(catalogue, key, text)
    return TOY


@pytest.fixture
def vote(room: Room, toy: Kind) -> tuple[Room, int, list[int]]:
    """Two ideas, and an open toy vote after them."""
    ada, wall = room.comes("ada"), room.step("ideas", 2)
    made = room.must("activity.add", kind=toy.name, minutes=3, prompt={"fi": "Kumpi?"}, settings={})
    room.must("agenda.go", activity=wall)
    ideas = [int(room.must("idea.add", ada, activity=wall, text=text)["idea"]) for text in ("kahvila", "sauna")]
    room.must("agenda.go", activity=made["activity"])
    return room, int(made["activity"]), ideas


Vote = tuple[Room, int, list[int]]


def test_a_toy_vote_is_taken_counted_undone_and_shown(vote: Vote) -> None:
    room, step, (cafe, sauna) = vote
    ada, ben = room.comes("ada"), room.comes("ben")
    assert room.do("ballot.set", ada, activity=step, n=1, marks={str(cafe): 2}).code == "ballot_bad"
    room.must("ballot.set", ada, activity=step, n=1, marks={str(cafe): 1})
    room.must("ballot.set", ben, activity=step, n=1, marks={str(cafe): 1})
    room.must("ballot.set", ben, activity=step, n=2, marks={str(sauna): 1})
    room.must("hands.set", activity=step, target=sauna, count=2)
    assert room.do("idea.edit", ada, idea=cafe, text="toinen").code == "voting_started"
    assert room.do("activity.reveal", activity=step).code == "wrong_activity"
    room.must("activity.close", activity=step)
    assert room.do("ballot.set", ada, activity=step, n=2, marks={}).code == "vote_closed"
    room.must("undo")
    room.must("ballot.set", ada, activity=step, n=3, marks={str(sauna): 1})
    room.must("redo")
    room.must("activity.reveal", activity=step)
    tally = room.sees(EVERYONE)["tally"][str(step)]
    assert (tally["method"], tally["facts"]) == ("choice", {"ballots": 2, "hands": 2})
    assert [(row["target"], row["measures"]["votes"]) for row in tally["rows"]] == [(sauna, 4), (cafe, 0)]
    room.must("undo")
    assert "tally" not in room.sees(EVERYONE)


def test_every_audience_sees_a_toy_vote_as_any_other(vote: Vote) -> None:
    room, step, (cafe, _) = vote
    ada = room.comes("ada")
    room.must("ballot.set", ada, activity=step, n=1, marks={str(cafe): 1})
    assert room.sees_own(ada)["ballot"][str(step)]["marks"] == {str(cafe): 1}
    for audience in (EVERYONE, FACILITATORS):
        seen = room.sees(audience)
        assert seen["activity"][str(step)]["kind"] == "choice" and seen["activity"][str(step)]["voted"] == 1
        assert "tally" not in seen
    room.must("activity.close", activity=step)
    room.must("activity.reveal", activity=step)
    room.effects.clear()
    room.must("idea.hide", idea=cafe, reason="test")
    touched = {thing for effect in room.effects for thing in effect.touched}
    assert ("tally", step) in touched, "a result already shown loses the row of an idea that is hidden"
    with reading(room.engine) as db:
        news = audience_views.changed(db, room.forum, touched, EVERYONE, room.now)
    assert [row["target"] for row in plain(news.put)["tally"][str(step)]["rows"]] == [vote[2][1]]


@pytest.mark.parametrize("lang", languages.LANGUAGES)
def test_every_report_tells_a_toy_vote_once_it_is_revealed(vote: Vote, lang: str) -> None:
    room, step, (cafe, _) = vote
    room.must("ballot.set", room.comes("ada"), activity=step, n=1, marks={str(cafe): 1})
    room.must("activity.close", activity=step)
    assert room.summary().closed_votes == 1
    assert json.loads(FORMATS["json"].write(room.summary(), lang))["votes"] == []
    room.must("activity.reveal", activity=step)
    summary = room.summary()
    made = {name: form.write(summary, lang) for name, form in FORMATS.items()}
    voted = json.loads(made["json"])["votes"][0]
    assert (voted["method"], voted["of"], voted["settings"]) == ("choice", "ideas", {"most": 1})
    assert [(row["label"], row["votes"]) for row in voted["rows"]] == [("1", 1), ("2", 0)]
    assert "Jokainen sai valita 1" in made["html"].decode().replace("\u00ad", "")
    assert "Kumpi?" in made["csv"].decode("utf-8-sig").splitlines()[0]
    assert made["xlsx"].startswith(b"PK")


def test_the_phone_shows_a_toy_vote_with_its_own_template(vote: Vote, app: Flask, client: FlaskClient) -> None:
    room, *_ = vote
    app.jinja_env.loader = ChoiceLoader([DictLoader(PAGES), app.jinja_env.loader])  # type: ignore[list-item]
    see = view.picture(room.put(EVERYONE), room.put_own(room.comes("ada")), room.now)
    assert (see.mode, see.collects, see.label, see.open) == ("choice", "votes", "kind.choice", True)
    assert sorted(row.text for row in see.rows) == ["kahvila", "sauna"]
    code = see.forum.code
    client.post(f"/j/{code}", data={"csrf": _csrf(client, code), "language": "fi"})
    page = client.get(f"/j/{code}").get_data(as_text=True)
    assert "[kahvila: 0]" in page and "foot" in page


def _csrf(client: FlaskClient, code: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(f"/j/{code}").get_data(as_text=True))
    assert found
    return found[1]


# -- the real ones
# ----------------------------------------------------------------------------------------------------------


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_is_whole(name: str) -> None:
    """The messages say what a new kind still lacks."""
    kind = KINDS[name]
    assert kind.name == name and (kind.marks is not None) == kind.votes
    assert bool(kind.collects) != bool(kind.shows), "say what people give in it, or what it shows"
    wanted = [f"templates/activities/{name}/phone.html"]
    wanted += [f"templates/activities/{name}/foot.html"] if kind.collects else []
    wanted += [f"static/js/activities/{name}/{page}.js" for page in files_by_kind.PAGES]
    none((path for path in wanted if not (ROOT / path).is_file()), f"Files that {name} lacks:")
    if kind.votes:
        assert [*(ROOT / f"tests/activities/{name}").glob("test_*.py")], f"tests/activities/{name} has no test"
    for page, exported in (("phone", ["view"]), ("screen", ["picture", "scenes"]), ("console", ["mount", "picture"])):
        text = read(f"static/js/activities/{name}/{page}.js")
        assert [one for one in exported if not re.search(rf"^export .*\b{one}\b", text, re.M)] == [], page
    if kind.votes:
        assert re.search(rf"scenes = \{{\s*{name}\b", read(f"static/js/activities/{name}/screen.js"))


@pytest.mark.parametrize("name", [one for one in NAMES if KINDS[one].votes])
def test_what_a_vote_shows_by_its_state_is_decided_in_one_place(name: str) -> None:
    """Result, ballot, or what this participant gave: static/js/phone/vote_view.js and templates/phone/vote.html."""
    script = read(f"static/js/activities/{name}/phone.js")
    template = read(f"templates/activities/{name}/phone.html")
    assert [word for word in ("ranking(", "resultOf(", "isOpen(", "cast(") if word in script] == []
    assert [word for word in ("see.tally", "see.open", "phone/rank.html", "<form") if word in template] == []


def test_the_tables_of_the_pages_name_every_kind() -> None:
    assert files_by_kind.stale() == [], "run python -m workshop.pages.files_by_kind"


def test_a_kind_has_no_file_outside_its_folders() -> None:
    """What stands in these folders belongs to a kind in `NAMES`."""
    folders = ("static/js/activities", "static/css/activities", "templates/activities", "tests/activities")
    found = [path for folder in folders if (ROOT / folder).is_dir() for path in (ROOT / folder).iterdir()]
    assert {path.name for path in found} <= set(NAMES) and found


@pytest.mark.parametrize("page", files_by_kind.PAGES)
def test_the_style_sheet_of_a_page_has_no_rule_of_one_kind(page: str) -> None:
    """A class that only one kind's markup has is drawn in that kind's own style sheet."""
    own = "".join(read(f"static/{path}") for path in scripts_and_styles.STYLES[page] if path not in DESK)
    sheet = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", own, flags=re.DOTALL)
    users = owners()
    classes = sorted(set(re.findall(r"\.([a-zA-Z][\w-]*)", sheet)))
    alone = {name: min(users[name]) for name in classes if len(users.get(name, ())) == 1}
    assert {name: kind for name, kind in alone.items() if kind} == {}


@cache
def owners() -> dict[str, set[str]]:
    """Each word that may be a class → the kinds whose scripts and templates have it; "" for other files."""
    found: dict[str, set[str]] = {}
    for path in (*(ROOT / "static/js").rglob("*.js"), *(ROOT / "templates").rglob("*.html")):
        kind = re.search(r"activities/(\w+)/", path.as_posix())
        for word in set(re.findall(r"""(?<=["' `.])[a-zA-Z][\w-]*""", path.read_text("utf-8"))):
            found.setdefault(word, set()).add(kind[1] if kind else "")
    return found


@pytest.mark.parametrize("lang", languages.LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_its_words(name: str, lang: str) -> None:
    kind = KINDS[name]
    wanted = [f"kind.{name}", f"kind.{name}.help", f"console.state.{name}"]
    wanted += [] if kind.shows == "words" else [f"instruction.{name}"]
    if kind.votes:
        wanted += [
            f"{family}.{name}"
            for family in ("report.method", "report.merged", "console.mini", "vote.given", "vote.late")
        ]
        wanted += [f"report.brief.{name}"] if kind.chooses else []
        wanted += [*(f"measure.{one.name}" for one in kind.measures), *(f"results.note.{one}" for one in kind.notes)]
        wanted += [f"results.value.{kind.measures[0].name}"] if kind.measures[0].unit != "votes" else []
    for setting, what in kind.settings.items():
        wanted += [
            f"office.set.{name}.{setting}",
            *(f"office.set.{name}.{setting}.{choice}" for choice in what.choices),
        ]
    none((key for key in wanted if not catalogues.has(lang, key)), f"The {lang} catalogue lacks words of {name}:")


@pytest.mark.parametrize("name", KINDS)
def test_votes_and_nothing_else_take_ballots(name: str) -> None:
    kind = KINDS[name]
    if kind.votes:
        kind.check({}, kind.complete({}))
        return
    with pytest.raises(Refusal):
        kind.check({}, kind.complete({}))


def test_rules_ask_what_a_kind_is_like_and_not_which_it_is() -> None:
    rooms = [module for module in modules() if module.room != "rehearsal"]
    named = {(module.where, name) for module in rooms for name in compared(module)}
    none((f"{where} compares with {name!r}" for where, name in sorted(named)), "Ask the kind, whatever it is called:")


CALLED = {name for kind in KINDS.values() for name in (kind.name, *kind.also)}
PAGE_COMPARES = re.compile(r"""(?:\bkind|\bmode) [!=]== "(\w+)"|"(\w+)" [!=]== \w+\.kind""")


def test_pages_ask_what_an_activity_is_like_and_not_which_it_is() -> None:
    asked = set()
    for path in sorted((ROOT / "static/js").rglob("*.js")):
        for found in PAGE_COMPARES.finditer(path.read_text() if "activities" not in path.parts else ""):
            asked.add((str(path.relative_to(ROOT)), found[1] or found[2]))
    wrong = (f"{where} compares with {name!r}" for where, name in sorted(asked) if name in CALLED)
    none(wrong, "Ask what its shape says (collects, shows, of, keeps_back, marks):")


def test_words_of_one_kind_are_asked_for_in_its_own_files_alone() -> None:
    """What several kinds say has a key without the name of one. "results" is what all votes come to, too."""
    key = re.compile(rf"""["'`](?:{"|".join(sorted(CALLED - {"results"}))})\.[a-z_.]+["'`]""")
    parts = (*(ROOT / "static/js").rglob("*.js"), *(ROOT / "templates").rglob("*.html"))
    pages = (*parts, *(ROOT / "workshop/pages").rglob("*.py"), *(ROOT / "workshop/reports").rglob("*.py"))
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sorted(pages)
        if "activities" not in path.parts
        for found in key.findall(path.read_text("utf-8"))
        if found[1:-1] not in COMMANDS and catalogues.has("fi", found[1:-1])
    ]
    none(wrong, "Give the kind's name to the key, or the words a key of all kinds:")


def compared(module: Module) -> list[str]:
    """Names of kinds with which a module compares a kind, type or mode."""
    found = []
    for node in (node for node in ast.walk(module.tree) if isinstance(node, ast.Compare)):
        sides = [node.left, *node.comparators]
        if any(
            re.search(r"(\bkind|\btype|\bmode|\['type'\])$", ast.unparse(side))
            for side in sides
            if not isinstance(side, ast.Constant)
        ):
            texts = (part.value for side in sides for part in ast.walk(side) if isinstance(part, ast.Constant))
            found += [text for text in texts if isinstance(text, str) and text in KINDS]
    return found
