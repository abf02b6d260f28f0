"""Selectors that have been read, and what they match."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smithy_parser.selectors.evaluation import Evaluation, State
from smithy_parser.selectors.graph import Graph
from smithy_parser.selectors.parser import parse
from smithy_parser.selectors.syntax import Chain
from smithy_parser.shapes import Shape


class Selector(NamedTuple):
    """A selector that has been read; `parse_selector` makes it.

    Attributes:
        text: The selector as it was written.
        chain: The expressions that it consists of.
    """

    text: str
    chain: Chain

    def select(self, graph: Graph) -> list[Shape]:
        """The shapes and members that match, each once, in the order of the model.

        Raises:
            SelectorError: An attribute has no such key, or the work never ends.
        """
        return _in_order(graph, Evaluation(graph).whole_model(self.chain))

    def select_from(self, graph: Graph, starts: Iterable[Shape]) -> list[Shape]:
        """What `starts` yield, in the order of the model; raises as `select`."""
        return _in_order(graph, Evaluation(graph).start_from(self.chain, starts))

    def matches(self, graph: Graph) -> Iterator[State]:
        """The shapes that match, with the variables that were set; raises as `select`.

        A shape comes once for each set of variables.
        """
        return Evaluation(graph).whole_model(self.chain)

    def refuses(self, graph: Graph, shapes: Iterable[Shape]) -> Iterator[Shape]:
        """Those of `shapes` that don't match; raises as `select`."""
        evaluation = Evaluation(graph)
        answers = [(shape, evaluation.accepts(self.chain, shape)) for shape in shapes]
        if all(answer is not None for _, answer in answers):
            return (shape for shape, is_accepted in answers if not is_accepted)
        accepted = {shape.id for shape, _ in self.matches(graph)}
        return (shape for shape, _ in answers if shape.id not in accepted)


def _in_order(graph: Graph, states: Iterable[State]) -> list[Shape]:
    found = {shape.id: shape for shape, _ in states}
    return sorted(found.values(), key=lambda shape: graph.order[shape.id])


def parse_selector(text: str) -> Selector:
    """Reads a selector.

    Raises:
        SelectorError: `text` is not a selector; the message has line and column.
    """
    return Selector(text, parse(text))
