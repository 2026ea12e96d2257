"""What is wrong with a PDF by PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): the rules that can be checked without
eyes, after the checkpoints of the Matterhorn Protocol 1.1 (their numbers stand beside each), with pikepdf alone.

This is a part of the rules. veraPDF, the reference validator of both standards, was not run: it is a Java program that
neither Debian nor PyPI nor npm has. Not checked here: colour spaces of pictures, widths of glyphs, the programs of
embedded fonts, the details of XMP metadata, and all that needs eyes. `workshop/docs/validators.md` lists what else was
checked, and with what.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI", "INLINE IMAGE"}
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
    *("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"),
    *("THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby"),
    *("RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
}
"""The structure types of ISO 32000-1, 14.8.4."""
INSIDE = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    **dict.fromkeys(("THead", "TBody", "TFoot"), {"TR"}),
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
}
"""What alone may stand in an element (09-004 to 09-008)."""
ABOVE = {
    **dict.fromkeys(("TH", "TD"), {"TR"}),
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
"""In what alone an element may stand."""
NO_ACTIONS = {"Launch", "Sound", "Movie", "ResetForm", "ImportData", "JavaScript", "Hide", "SetOCGState", "Rendition"}


def problems(made: bytes) -> list[str]:
    """Every fault, in words; none for a file that keeps to both standards as far as can be checked here."""
    with pikepdf.open(io.BytesIO(made)) as file:
        checked = _Checked(file)
        return [*_of_the_file(made, file), *_of_objects(file), *checked.problems()]


def _of_the_file(made: bytes, file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", made):
        yield "the header is not that of a binary PDF 1.x"
    if file.is_encrypted or "/ID" not in file.trailer:
        yield "encrypted, or without an ID"
    marks = file.open_metadata()
    if (marks.get("pdfaid:part"), marks.get("pdfaid:conformance"), marks.get("pdfuaid:part")) != ("3", "A", "1"):
        yield "06-002: it does not say that it is PDF/A-3a and PDF/UA-1"
    if not marks.get("dc:title") or root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "06-003, 07-001: no title, or it is not shown"
    if not str(root.get("/Lang", "")):
        yield "11-006: no language"
    if root.get("/MarkInfo", {}).get("/Marked") is not True or root.MarkInfo.get("/Suspects") is True:
        yield "06: not marked as tagged"
    if not [
        one for one in root.get("/OutputIntents", []) if str(one.S) == "/GTS_PDFA1" and "/DestOutputProfile" in one
    ]:
        yield "no output intent"
    if any(name in root for name in ("/OCProperties", "/AA", "/Requirements")) or "/XFA" in root.get("/AcroForm", {}):
        yield "20, 25: optional content, actions or XFA"
    associated = {one.objgen for one in root.get("/AF", [])}
    for name, one in file.attachments.items():
        its = one.obj
        if its.objgen not in associated or "/AFRelationship" not in its or not {"/F", "/UF"} <= set(its.keys()):
            yield f"21-001: the attachment {name} has no relationship or no name"
        if "/Subtype" not in its.EF.F or "/ModDate" not in its.EF.F.get("/Params", {}):
            yield f"the attachment {name} has no type or no date"


def _of_objects(file: pikepdf.Pdf) -> Iterator[str]:
    """Of streams, actions, pictures and fonts, wherever they are."""
    for thing in file.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter", [])
            names = {str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters])}
            if names & {"/LZWDecode", "/Crypt"} or "/F" in thing:
                yield f"a stream with {names}"
        if str(thing.get("/S", ""))[1:] in NO_ACTIONS and "/K" not in thing and "/P" not in thing:
            yield f"an action {thing.S}"
        if thing.get("/Subtype") == "/Image" and (thing.get("/Interpolate") is True or "/Alternates" in thing):
            yield "a picture with interpolation or alternates"
        if thing.get("/Type") == "/ExtGState" and {"/TR", "/HTP"} & set(thing.keys()):
            yield "a graphics state with a transfer function"
        if thing.get("/Type") == "/Font" and thing.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2"):
            yield from _of_font(thing)


def _of_font(font: Any) -> Iterator[str]:
    name = str(font.get("/BaseFont", font.get("/Name", "a Type 3 font")))
    if "/ToUnicode" not in font:
        yield f"31-027: {name} has no ToUnicode map"
    elif re.search(rb"<(?:0000|FEFF|FFFE)>\s*(?:\n|$)", bytes(font.ToUnicode.read_bytes()).split(b"beginbf", 1)[-1]):
        yield f"31-028: {name} maps to no character"
    if font.Subtype == "/Type3":
        return
    if font.Subtype != "/Type0":
        yield f"{name} is a simple font"
        return
    child = font.DescendantFonts[0]
    about = child.FontDescriptor
    if not {"/FontFile2", "/FontFile3"} & set(about.keys()):
        yield f"31-009: {name} is not embedded"
    if child.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in child:
        yield f"31-004: {name} has no map of its glyphs"


class _Checked:
    """The structure tree against the marked content of the pages."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file, self._root = file, file.Root.get("/StructTreeRoot", {})
        self._roles = {str(one): str(other) for one, other in self._root.get("/RoleMap", {}).items()}
        self._owned = Counter[tuple[tuple[int, int], int]]()
        self._annotations = dict[tuple[int, int], str]()
        self._headings = list[int]()
        self._languages = set[str]()

    def problems(self) -> Iterator[str]:
        kids = _kids(self._root)
        if not kids:
            yield "01: no structure"
        for kid in kids:
            yield from self._element(kid, "", (0, 0))
        levels = self._headings
        if levels and (
            levels[0] != 1 or any(after - before > 1 for before, after in zip(levels, levels[1:], strict=False))
        ):
            yield f"14-002, 14-003: headings {levels}"
        yield from (
            f"11: {lang!r} is no language" for lang in self._languages if not re.fullmatch(r"[a-z]{2,3}(-\w+)*", lang)
        )
        for number, page in enumerate(self._file.pages, 1):
            yield from (f"page {number}: {one}" for one in self._page(page))

    def _element(self, node: Any, above: str, page: tuple[int, int]) -> Iterator[str]:
        given = str(node.get("/S", "/"))
        role = self._roles.get(given, given)[1:]
        page = node.Pg.objgen if "/Pg" in node else page
        if role not in STANDARD:
            yield f"02-001: {given} is no type and stands for none"
        if role in INSIDE.get(above, {role}) and above in ABOVE.get(role, {above}):
            pass
        else:
            yield f"09: {role} in {above or 'nothing'}"
        if "/Lang" in node:
            self._languages.add(str(node.Lang))
        yield from self._own(node, role)
        for kid in _kids(node):
            if isinstance(kid, int):
                self._owned[page, kid] += 1
            elif kid.get("/Type") == "/MCR":
                self._owned[kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)] += 1
            elif kid.get("/Type") == "/OBJR":
                self._annotations[kid.Obj.objgen] = role
            else:
                yield from self._element(kid, role, page)

    def _own(self, node: Any, role: str) -> Iterator[str]:
        """What an element must have by itself."""
        if re.fullmatch("H[1-6]", role):
            self._headings.append(int(role[1]))
        if role in ("Figure", "Formula") and not str(node.get("/Alt", node.get("/ActualText", ""))).strip():
            yield f"13-004, 17-002: a {role} without words"
        if role == "Figure" and _attribute(node, "/Layout", "/BBox") is None:
            yield "a figure without its place"
        if role == "TH" and str(_attribute(node, "/Table", "/Scope")) not in ("/Row", "/Column", "/Both"):
            yield "15-003: a heading of a table without its scope"
        if role == "Note" and "/ID" not in node:
            yield "19-003: a note without an id"
        if role == "Table":
            widths = {sum(_span(cell) for cell in _kids(row) if not isinstance(cell, int)) for row in self._rows(node)}
            if len(widths) > 1:
                yield f"15: a table with rows of {sorted(widths)} columns"

    def _rows(self, node: Any) -> Iterator[Any]:
        for kid in _kids(node):
            if not isinstance(kid, int) and "/S" in kid:
                role = self._roles.get(str(kid.S), str(kid.S))
                if role == "/TR":
                    yield kid
                elif role in ("/THead", "/TBody", "/TFoot"):
                    yield from self._rows(kid)

    def _page(self, page: pikepdf.Page) -> Iterator[str]:
        annotations = list(page.get("/Annots", []))
        if annotations and page.get("/Tabs") != "/S":
            yield "28-008: the order of tabs is not that of the structure"
        for one in annotations:
            yield from self._annotation(one)
        found = set[int]()
        yield from sorted(set(_unmarked(page, page.Resources, [], found)))
        owned = {number for place, number in self._owned if place == page.objgen}
        if found - owned:
            yield f"01-005: marked content {sorted(found - owned)[:5]} is in no element"
        if owned - found:
            yield f"elements with content {sorted(owned - found)[:5]} that is not there"
        twice = [number for (place, number), n in self._owned.items() if place == page.objgen and n > 1]
        if twice:
            yield f"content {twice[:5]} in two elements"

    def _annotation(self, one: Any) -> Iterator[str]:
        flags = int(one.get("/F", 0))
        if not flags & 4 or flags & 0b100011:
            yield "an annotation that is not printed, or hidden"
        if one.Subtype == "/Link":
            if self._annotations.get(one.objgen) != "Link":
                yield "28-011: a link outside of a Link element"
            if not str(one.get("/Contents", "")).strip():
                yield "28-012: a link without words"


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _attribute(node: Any, owner: str, name: str) -> Any:
    given = node.get("/A", [])
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(one, pikepdf.Dictionary) and one.get("/O") == owner and name in one:
            return one[name]
    return None


def _span(cell: Any) -> int:
    return int(_attribute(cell, "/Table", "/ColSpan") or 1)


def _unmarked(stream: Any, resources: Any, around: list[str | int], found: set[int]) -> Iterator[str]:
    """The faults of a content stream, also of forms that it draws. `around`: the marks in which it is drawn; `found`
    takes the numbers of its marked content."""
    marks, depth = list(around), 0
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name in ("BDC", "BMC"):
            facts = operands[1] if name == "BDC" else {}
            if isinstance(facts, pikepdf.Name):
                facts = resources.Properties[facts]
            if "/MCID" in facts:
                found.add(int(facts.MCID))
                if "Artifact" in marks:
                    yield "01-004: content in an artifact"
            if operands[0] == "/Artifact" and any(isinstance(one, int) for one in marks):
                yield "01-003: an artifact in content"
            marks.append(int(facts.MCID) if "/MCID" in facts else str(operands[0])[1:])
        elif name == "EMC":
            marks.pop()
        elif name in ("q", "Q"):
            depth += 1 if name == "q" else -1
            if depth > 28:
                yield "graphics states deeper than 28"
        elif name in PAINTS or (name == "Do" and resources.XObject[operands[0]].Subtype == "/Image"):
            if "Artifact" not in marks and not any(isinstance(one, int) for one in marks):
                yield f"01-005: {name} paints what is neither content nor artifact"
        elif name == "Do":
            form = resources.XObject[operands[0]]
            yield from _unmarked(form, form.get("/Resources", resources), marks, found)
