"""What a browser without scripts sends when somebody presses Enter in a one-line field: the fields of the field's form,
with the form's first button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]
NOT_TYPED = ("hidden", "radio", "checkbox", "submit", "button")


@dataclass
class Form:
    """The controls that belong to a form, in the order of the page, each with the name of its element."""

    action: str
    controls: list[tuple[str, Attributes]] = field(default_factory=list)

    def typed_in(self) -> list[str]:
        """The names of the one-line fields."""
        return [
            one["name"] for tag, one in self.controls if tag == "input" and one.get("type", "text") not in NOT_TYPED
        ]

    def entered(self, name: str, value: str) -> tuple[str, dict[str, str]]:
        """The address and the fields that Enter sends from the field `name` with this value in it."""
        pressed = next(one for tag, one in self.controls if tag == "button" and one.get("type", "submit") == "submit")
        fields = {}
        for tag, one in self.controls:
            chosen = one.get("type") not in ("radio", "checkbox") or "checked" in one
            if tag != "button" and "name" in one and chosen:
                fields[one["name"]] = one.get("value", "")
        fields[name] = value
        if "name" in pressed:
            fields[pressed["name"]] = pressed.get("value", "")
        return pressed.get("formaction", self.action), fields


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.within = ""
        self.select: Attributes = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.within = found.get("id", f"#{len(self.forms)}")
            self._form(self.within).action = found.get("action", "")
        if tag == "select":
            self.select = found
        if tag == "option" and ("selected" in found or "value" not in self.select):
            self.select["value"] = found.get("value", "")
        owner = found.get("form", self.within)
        if tag in ("input", "button", "textarea", "select") and owner:
            self._form(owner).controls.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.within = ""

    def _form(self, name: str) -> Form:
        return self.forms.setdefault(name, Form(""))


def forms_of(page: str) -> list[Form]:
    """The forms of a page."""
    reader = _Reader()
    reader.feed(page)
    return list(reader.forms.values())
