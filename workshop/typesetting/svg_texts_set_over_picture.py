"""Takes the texts that one font cannot show out of a picture (SVG), for a template to set them over it: inside a
picture typst looks for no further font and leaves out letters that change with their neighbours.
"""

from xml.etree import ElementTree

from workshop.typesetting.missing_glyphs import is_of_house_font

NAMESPACE = "http://www.w3.org/2000/svg"
Label = dict[str, str | float | bool]
"""`text`, `x` and `y` of its beginning on the baseline from the picture's upper left corner, `size`, all in units of
the picture; whether it is `strong`, `quiet`, and `leftward`: it begins at `x` and runs to the left of it."""


def apart(svg: str) -> tuple[str, float, list[Label]]:
    """The picture without those texts, its width in its own units, and the texts. Raises ElementTree.ParseError if it
    is no XML."""
    root = ElementTree.fromstring(svg)
    left, top, wide, _ = map(float, root.attrib["viewBox"].split())
    texts = [one for one in root.findall(f"{{{NAMESPACE}}}text") if not is_of_house_font(one.text or "")]
    for one in texts:
        root.remove(one)
    ElementTree.register_namespace("", NAMESPACE)
    return ElementTree.tostring(root, "unicode"), wide, [_label(one, left, top) for one in texts]


def _label(text: ElementTree.Element, left: float, top: float) -> Label:
    about = text.attrib
    return {
        "text": text.text or "",
        "x": float(about["x"]) - left,
        "y": float(about["y"]) - top,
        "size": float(about["font-size"]),
        "strong": about.get("font-weight") == "700",
        "quiet": about.get("class") == "quiet",
        "leftward": about.get("direction") == "rtl",
    }
