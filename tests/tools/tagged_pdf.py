"""Reads a tagged PDF as a screen reader does: the words of its structure elements, in their order, without the soft
hyphens at the ends of lines."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Place = tuple[tuple[int, int], int]
"""The page and the number of marked content in it."""
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"beginbf(char|range)(.*?)endbf", re.DOTALL)


@dataclass
class Element:
    """A structure element: its role (`H1`, `Table`, `Figure` …), its text alternative, its parts in order."""

    role: str
    alt: str
    language: str
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)

    def all(self, *roles: str) -> Iterator["Element"]:
        """The elements in it of these roles."""
        for part in self.parts:
            if isinstance(part, Element):
                if part.role in roles:
                    yield part
                yield from part.all(*roles)


class TaggedPdf:
    """A file: its structure tree, and the words of each page, those that are no content (page numbers) included."""

    def __init__(self, made: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(made))
        self._marked: dict[Place, str] = {}
        self.pages = [_words_of(page, self._marked) for page in self.file.pages]
        self.root = self._element(self.file.Root.StructTreeRoot, (0, 0))

    @property
    def is_hyphenated(self) -> bool:
        """Whether any word is: a font has the hyphen that is none in what is copied only where it is drawn."""
        fonts = [font for page in self.file.pages for font in page.Resources.get("/Font", {}).values()]
        return any(b"<00ad>" in bytes(font.ToUnicode.read_bytes()).lower() for font in fonts)

    def grids(self) -> Iterator[tuple[str, list[list[str]]]]:
        """The tables: the caption, then rows of words, the headings first."""
        for parent in [self.root, *self.root.all("Document", "Div", "Figure", "Sect")]:
            for table in (part for part in parent.parts if isinstance(part, Element) and part.role == "Table"):
                captions = [*table.all("Caption"), *(one for one in parent.all("Caption") if parent.role == "Div")]
                rows = [[cell.words for cell in row.all("TH", "TD")] for row in table.all("TR")]
                yield (captions[0].words if captions else ""), rows

    def _element(self, node: Any, page: tuple[int, int]) -> Element:
        page = node.Pg.objgen if "/Pg" in node else page
        made = Element(str(node.get("/S", "/"))[1:], str(node.get("/Alt", "")), str(node.get("/Lang", "")))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                made.parts.append(self._marked.get((page, kid), ""))
            elif kid.get("/Type") == "/MCR":
                made.parts.append(self._marked.get((kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)), ""))
            elif "/S" in kid:
                made.parts.append(self._element(kid, page))
        return made


def _words_of(page: pikepdf.Page, marked: dict[Place, str]) -> str:
    """All words of a page, and into `marked` those of each marked content."""
    fonts = {name: letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    whole, inside, font = "", list[int | None](), dict[int, str]()
    for operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        name = str(operator)
        if name == "BDC":
            facts = operands[1]
            inside.append(int(facts.MCID) if isinstance(facts, pikepdf.Dictionary) and "/MCID" in facts else None)
        elif name == "BMC":
            inside.append(None)
        elif name == "EMC":
            inside.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            given = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(one) for one in given if isinstance(one, pikepdf.String))
            said = "".join(font.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2)).replace(
                "\u00ad", ""
            )
            whole += said
            at = next((one for one in reversed(inside) if one is not None), None)
            if at is not None:
                place = (page.objgen, at)
                marked[place] = marked.get(place, "") + said
    return whole


def letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for, by its ToUnicode map."""
    found: dict[int, str] = {}
    for how, body in _BLOCK.findall(bytes(font.ToUnicode.read_bytes()).decode("latin-1")):
        if how == "char":
            found |= {int(code, 16): _text(to) for code, to in _PAIR.findall(body)}
            continue
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", body):
            start = _text(to)
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found


def _text(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-16-be")
