"""From a matplotlib figure to an SVG element that may stand in a page.

What matplotlib writes for a file of its own does not fit inline: a style rule for ``*``, identifiers that repeat from chart to
chart, fixed fonts and no alternative text. This module rewrites the tree accordingly.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree

from matplotlib.figure import Figure

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DROPPED = frozenset({f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"})


def accessible_svg(figure: Figure, key: str, title: str, text: str) -> str:
    """The figure as ``<svg role="img">`` with title and description; identifiers begin with ``key``."""
    root = _tree(figure)
    width, height = root.get("viewBox", "0 0 1 1").split()[2:]
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    used = _references(root)
    _clean(root, key, used)
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    root.set("preserveAspectRatio", "xMidYMid meet")
    root.set("style", f"aspect-ratio:{float(width):g}/{float(height):g}")
    for name, content in (("desc", text), ("title", title)):
        element = ElementTree.Element(f"{{{_SVG}}}{name}", {"id": f"{key}-{name}"})
        element.text = content
        root.insert(0, element)
    markup = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r"\n\s*", "\n", markup).strip()


def _tree(figure: Figure) -> ElementTree.Element:
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    buffer = io.StringIO()
    metadata = {name: None for name in ("Date", "Creator", "Format", "Type")}
    figure.savefig(buffer, format="svg", metadata=metadata, transparent=True)
    return ElementTree.fromstring(buffer.getvalue())


def _references(root: ElementTree.Element) -> frozenset[str]:
    """Identifiers that other elements point to; all others can go."""
    found: set[str] = set()
    for element in root.iter():
        for value in element.attrib.values():
            found.update(re.findall(r"#([\w.-]+)", value))
    return frozenset(found)


def _clean(element: ElementTree.Element, key: str, used: frozenset[str]) -> None:
    for child in [child for child in element if child.tag in _DROPPED]:
        element.remove(child)
    for name, value in list(element.attrib.items()):
        if name == "id":
            if value in used:
                element.set(name, f"{key}-{value}")
            else:
                del element.attrib[name]
        elif value.startswith("#") and name.endswith("href"):
            element.set(name, f"#{key}-{value[1:]}")
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{key}-"))
    if element.tag == f"{{{_SVG}}}text":
        _inherit_font(element)
    for child in element:
        _clean(child, key, used)


def _inherit_font(element: ElementTree.Element) -> None:
    """Keeps size, weight and slant, leaves the family to the page."""
    kept = [part.strip() for part in element.get("style", "").split(";")]
    element.set("style", "; ".join(part for part in kept if part and not part.startswith("font-family")))
    if element.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
        del element.attrib["transform"]
