"""A text that is too long for its field is refused in a sentence, and comes back whole: every field of the office in
which people write, found in its pages."""

from collections.abc import Iterator
from html import unescape

from tests.pages.test_office import Browser, forum, kaisa, say, stranger
from tests.tools.enter import Form, forms_of
from workshop.contract.base import PLACE_MAX, PROMPT_MAX, TITLE_MAX

__all__ = ["forum", "kaisa", "stranger"]
LONG = "ä" * 2_000
OF_FORUM = ("edit", "copy", "background", "results", "times", "activity?kind=clusters")


def written(page: str) -> Iterator[tuple[Form, str]]:
    """The forms of a page that are posted, each with each of its fields for words: of the languages Finnish."""
    for form in forms_of(page):
        is_posted = any(control.get("name") == "csrf" for _, control in form.controls)
        for tag, control in form.controls:
            is_text = tag == "textarea" or (tag == "input" and control.get("type", "text") == "text")
            of_another_language = control.get("lang", "fi") != "fi" or control.get("name", "").endswith("simple")
            if is_posted and is_text and "inputmode" not in control and not of_another_language:
                yield form, control["name"]


def test_it_is_told_and_kept(kaisa: Browser, forum: str) -> None:
    tried = set()
    for path in ("/office", "/office/new", "/office/reasons", *(f"/office/forum/{forum}/{page}" for page in OF_FORUM)):
        for form, name in written(kaisa.text(path)):
            address, fields = form.entered(name, LONG)
            answer = kaisa.client.post(address or path, data=fields)
            page = unescape(answer.get_data(True))
            assert answer.status_code == 422 and LONG in page and 'role="alert"' in page, (path, name)
            tried.add(name)
    assert {"title", "title-fi", "intro-fi", "place", "slug", "next_steps-fi", "prompt-fi", "name-fi", "time"} < tried
    assert {"words-fi", "choices-fi", "wifi_network", "set-likely_themes"} < tried


def test_where_there_are_many_fields_each_says_by_how_much_it_is_too_long(kaisa: Browser, forum: str) -> None:
    edit = f"/office/forum/{forum}/edit"
    [(form, _), *_] = written(kaisa.text(edit))
    _, fields = form.entered("title-fi", "ä" * (TITLE_MAX + 3))
    page = kaisa.client.post(edit, data=fields | {"place": "ä" * (PLACE_MAX + 1)}).get_data(True)
    for field, n in (("title-fi", 3), ("place", 1)):
        assert f'<p class="lacks" id="{field}-long">{say("office.text_long", n)}</p>' in page
        told = next(tag for tag in page.split("<input") if tag.startswith(f' id="{field}"')).partition(">")[0]
        assert 'aria-invalid="true"' in told and f"{field}-long" in told
    assert page.count("-long") == 4 and "aria-invalid" not in kaisa.text(edit)
    step = f"/office/forum/{forum}/activity?kind=ideas"
    fields = next(form for form, name in written(kaisa.text(step)) if name == "prompt-fi").entered("prompt-fi", "")[1]
    page = kaisa.client.post(step.partition("?")[0], data=fields | {"prompt-fi": "ä" * (PROMPT_MAX + 2)}).get_data(True)
    assert f'id="prompt-fi-long">{say("office.text_long", 2)}</p>' in page
