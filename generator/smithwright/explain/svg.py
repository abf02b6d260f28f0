"""A graph of classes as a picture: boxes with their members, and arrows between them.

Texts are set by an XML writer, so that none of them is markup; the picture holds no
script and refers to nothing outside of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smithwright.errors import printable
from smithwright.explain.graph import Kind, Node
from smithwright.explain.layout import TITLE, Box, Layout, drawn, layout

_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_COLOURS = {
    Kind.OPERATION: "#1f4e8c",
    Kind.STRUCTURE: "#2f6f5e",
    Kind.UNION: "#7a4fa3",
    Kind.ENUM: "#8a6d1d",
    Kind.ERROR: "#a23b3b",
}
_STYLE = f"""
text {{ font: 12px {_FONT}; fill: #24292f; }}
.title {{ font-weight: 600; fill: #ffffff; }}
.type {{ fill: #6e7781; }}
.required {{ font-weight: 700; }}
.box {{ fill: #ffffff; stroke: #d0d7de; }}
.arrow {{ fill: none; stroke: #8c959f; stroke-width: 1.3; }}
.back {{ stroke-dasharray: 4 3; }}
"""


def svg(nodes: Sequence[Node]) -> str:
    """Returns the picture of `nodes`."""
    placed = layout(nodes)
    width, height = _number(placed.width), _number(placed.height)
    root = Element(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
    SubElement(root, "style").text = _STYLE
    _arrow_head(root)
    SubElement(root, "rect", width="100%", height="100%", fill="#f6f8fa")
    for box in placed.boxes.values():
        _arrows(root, box, placed)
    for box in placed.boxes.values():
        _box(root, box)
    indent(root)
    return f"{tostring(root, encoding='unicode')}\n"


def _arrow_head(root: Element) -> None:
    marker = SubElement(
        SubElement(root, "defs"),
        "marker",
        id="head",
        viewBox="0 0 8 8",
        refX="7",
        refY="4",
        markerWidth="7",
        markerHeight="7",
        orient="auto",
    )
    SubElement(marker, "path", d="M0 0 L8 4 L0 8 z", fill="#8c959f")


def _box(root: Element, box: Box) -> None:
    node, group = box.node, SubElement(root, "g")
    place = {"x": _number(box.x), "y": _number(box.y), "width": _number(box.width)}
    frame = {**place, "height": _number(box.height), "rx": "6"}
    SubElement(group, "rect", {**frame, "class": "box"})
    colour = _COLOURS[node.kind]
    # The title's lower corners are square where rows follow.
    SubElement(group, "path", d=_title_shape(box), fill=colour)
    _text(group, box.x + 10, box.y + TITLE / 2, node.title, "title")
    for number, row in enumerate(drawn(node)):
        middle = box.row(number)
        _text(group, box.x + 10, middle, row.name, "required" * row.is_required)
        if row.type:
            end = _text(group, box.x + box.width - 10, middle, row.type, "type")
            end.set("text-anchor", "end")


def _title_shape(box: Box) -> str:
    right, bottom = box.x + box.width, box.y + TITLE
    corner = 0 if box.node.rows else 6
    parts = [
        f"M{_number(box.x)} {_number(bottom - corner)}",
        f"V{_number(box.y + 6)} q0 -6 6 -6 H{_number(right - 6)} q6 0 6 6",
        f"V{_number(bottom - corner)}",
    ]
    if corner:
        parts.append(f"q0 6 -6 6 H{_number(box.x + 6)} q-6 0 -6 -6")
    return " ".join([*parts, "z"])


def _arrows(root: Element, box: Box, placed: Layout) -> None:
    for number, row in enumerate(box.node.rows):
        if row.target is None:
            continue
        target = placed.boxes[row.target]
        x, y, end = box.x + box.width, box.row(number), target.y + TITLE / 2
        is_back = target.x <= box.x
        # What leads back goes round the right side of its target.
        to = target.x + target.width + 2 if is_back else target.x - 2
        bend = 60 if is_back else max(30.0, (to - x) / 2)
        turn = to + bend if is_back else to - bend
        points = [x, y, x + bend, y, turn, end, to, end]
        start, *rest = zip(points[::2], points[1::2], strict=True)
        curve = ", ".join(f"{_number(a)} {_number(b)}" for a, b in rest)
        SubElement(
            root,
            "path",
            {
                "class": "arrow back" if is_back else "arrow",
                "d": f"M{_number(start[0])} {_number(start[1])} C{curve}",
                "marker-end": "url(#head)",
            },
        )


def _text(group: Element, x: float, y: float, text: str, style: str) -> Element:
    place = {"x": _number(x), "y": _number(y), "dominant-baseline": "central"}
    element = SubElement(group, "text", place | ({"class": style} if style else {}))
    element.text = printable(text)
    return element


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
