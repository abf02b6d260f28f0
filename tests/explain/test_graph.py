"""Pictures of closures: every class is there once, and nothing overlaps."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from smithwright.cli import main
from smithwright.explain.graph import Kind, Node, Row, graph
from smithwright.explain.layout import layout
from smithwright.explain.mermaid import mermaid
from smithwright.explain.svg import svg
from smithwright.models.loading import load
from smithwright.models.selection import select

from ..conftest import ROOT

_SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def _graphs(draw: st.DrawFn) -> tuple[Node, ...]:
    ids = [f"s{number}" for number in range(draw(st.integers(1, 12)))]
    reached, nodes = [ids[0]], []
    for position, node_id in enumerate(ids):
        targets = draw(st.lists(st.sampled_from(ids), max_size=4))
        # All nodes but the first are led to.
        if position + 1 < len(ids):
            targets.append(ids[position + 1])
        reached += targets
        rows = tuple(Row(target, "T", target=target) for target in targets)
        nodes.append(Node(node_id, Kind.STRUCTURE, node_id, rows))
    return tuple(nodes)


@given(_graphs())
def test_boxes_do_not_overlap_and_fit_the_picture(nodes: tuple[Node, ...]) -> None:
    placed = layout(nodes)
    assert placed.boxes.keys() == {node.id for node in nodes}
    for box in placed.boxes.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= placed.width
        assert box.y + box.height <= placed.height
    for one, other in combinations(placed.boxes.values(), 2):
        assert (
            one.x + one.width < other.x
            or other.x + other.width < one.x
            or one.y + one.height < other.y
            or other.y + other.height < one.y
        )


def test_a_service_without_operations_is_an_empty_picture() -> None:
    placed = layout(())
    assert not placed.boxes
    assert min(placed.width, placed.height) > 0
    picture = ElementTree.fromstring(svg(()))
    assert not picture.findall(f".//{_SVG}text")


def _connect() -> tuple[Node, ...]:
    sources = ("models/connect.json", "models/connect.overlay.json")
    return graph(select(load(sources, ROOT)))


def test_every_class_is_a_node() -> None:
    titles = [node.title for node in _connect()]
    assert len(titles) == len(set(titles))
    for name in ("StartChatContactInput", "ChatMessage", "InvalidRequestException"):
        assert name in titles


def test_svg_has_every_title_and_an_arrow_for_each_reference() -> None:
    nodes = _connect()
    root = ElementTree.fromstring(svg(nodes))
    texts = [text.text for text in root.iter(f"{_SVG}text")]
    for node in nodes:
        assert node.title in texts
    arrows = [p for p in root.iter(f"{_SVG}path") if "arrow" in p.get("class", "")]
    references = [row for node in nodes for row in node.rows if row.target]
    assert len(arrows) == len(references)


def test_mermaid_names_nodes_and_labels_arrows() -> None:
    text = mermaid(_connect())
    assert text.startswith('flowchart LR\n    n0(["StartChatContact"])\n')
    assert '    n1 -->|"initial_message"| n' in text


@pytest.mark.parametrize("name", ["closure.svg", "closure.mmd"])
def test_the_command_writes_a_picture(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    config = str(ROOT / "pyproject.toml")
    arguments = ["explain", "--config", config, "StartChatContact", "--graph"]
    result = CliRunner().invoke(main, [*arguments, str(file)])
    assert (result.exit_code, result.output) == (0, "")
    before = file.read_bytes()
    assert CliRunner().invoke(main, [*arguments, str(file)]).exit_code == 0
    assert file.read_bytes() == before


def test_a_picture_in_no_folder(tmp_path: Path) -> None:
    """The message names the file that was asked for."""
    file = tmp_path / "missing" / "closure.svg"
    config = str(ROOT / "pyproject.toml")
    arguments = ["explain", "--config", config, "StartChatContact", "--graph"]
    result = CliRunner().invoke(main, [*arguments, str(file)])
    assert result.exit_code == 2
    assert result.stderr == f"{file}: No such file or directory\n"


def test_an_unknown_kind_of_picture_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["explain", "--graph", str(tmp_path / "x.png")])
    assert result.exit_code == 2
    assert "FILE ends with .svg or .mmd" in result.stderr
