"""Evaluates selectors.

Implements https://smithy.io/2.0/spec/selectors.html. What flows through a chain is a
shape with the variables set so far; no expression gets the same twice, which keeps the
work within the size of the model times that of the selector unless variables multiply
it, and `MAX_STEPS` ends that.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from smithy_parser.selectors.attributes import (
    Scope,
    ShapeAttribute,
    TraitsAttribute,
    flatten,
    holds,
    is_present,
    look_up,
)
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.graph import Graph
from smithy_parser.selectors.syntax import (
    Chain,
    Compares,
    Exists,
    Filter,
    In,
    Is,
    Load,
    Neighbors,
    Not,
    Reachable,
    Recursive,
    Root,
    Step,
    Store,
    Test,
    TopDown,
    Types,
    Unknown,
    of_containers_and_members,
    only_filters,
)
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
    Member,
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
)

MAX_STEPS: Final = 5_000_000
"""How often an evaluation may look at a shape before it gives up."""

State: TypeAlias = tuple[Shape, Scope]
_NO_VARIABLES: Final = Scope({})
_ENTITIES: Final = (ServiceShape, ResourceShape, OperationShape)


class Evaluation:
    """One selector at work on one model; remembers what it has found out."""

    def __init__(self, graph: Graph) -> None:
        """Starts with nothing known about `graph`."""
        self._graph = graph
        self._steps = 0
        self._accepted: dict[tuple[int, str, Scope], bool] = {}
        self._roots: dict[int, dict[ShapeId, Shape]] = {}
        self._scopes: dict[tuple[Scope, str, tuple[str, ...]], Scope] = {}

    def whole_model(self, chain: Chain) -> Iterator[State]:
        """Returns what a chain yields for all shapes of the model."""
        graph = self._graph
        starts: Iterable[Shape] = graph.shapes.values()
        if chain and isinstance(chain[0], Types) and len(chain[0].types) == 1:
            starts = graph.by_type[next(iter(chain[0].types))]
        return self.start_from(chain, starts)

    def start_from(self, chain: Chain, shapes: Iterable[Shape]) -> Iterator[State]:
        """Returns what a chain yields for some shapes."""
        return self.run(chain, ((shape, _NO_VARIABLES) for shape in shapes))

    def accepts(self, chain: Chain, shape: Shape) -> bool | None:
        """Whether a chain yields a shape; None if only the whole model can tell."""
        if only_filters(chain):
            return self._pass_filters(chain, 0, (shape, _NO_VARIABLES)) is not None
        if len(chain) == 1 and isinstance(first := chain[0], Is):
            answers = [self.accepts(each, shape) for each in first.chains]
            return True if True in answers else None if None in answers else False
        if isinstance(shape, Member) and (parts := of_containers_and_members(chain)):
            container = self._graph.container(shape)
            return self.accepts(parts[0], container) and self.accepts(parts[1], shape)
        return None

    def run(self, chain: Chain, starts: Iterable[State]) -> Iterator[State]:
        """What a chain yields for `starts`, each once, as soon as it is found."""
        seen: list[set[tuple[str, Scope]]] = [set() for _ in range(len(chain) + 1)]
        work: list[tuple[int, Iterator[State]]] = [(0, iter(starts))]
        while work:
            position, states = work[-1]
            state = next(states, None)
            if state is None:
                work.pop()
                continue
            self._count()
            key = state[0].id, state[1]
            if key in seen[position]:
                continue
            seen[position].add(key)
            reached = self._pass_filters(chain, position, state)
            if reached == len(chain):
                yield state
            elif reached is not None and isinstance(step := chain[reached], Step):
                work.append((reached + 1, iter(self._take_step(step, state))))

    def _pass_filters(self, chain: Chain, position: int, state: State) -> int | None:
        """Returns the position of the next step after filters; None if one refuses."""
        while position < len(chain):
            expression = chain[position]
            if not isinstance(expression, Filter):
                break
            if not self._accepts(expression, state):
                return None
            position += 1
        return position

    def _accepts(self, filter: Filter, state: State) -> bool:
        match filter:
            case Types(types):
                return state[0].type in types
            case Exists(("trait", trait)):
                traits = TraitsAttribute(state[0].traits)
                return is_present(look_up(traits, (trait,)))
            case Exists(path):
                return is_present(look_up(ShapeAttribute(*state), path))
            case Compares(path, comparisons):
                values = flatten(look_up(ShapeAttribute(*state), path))
                return any(
                    is_present(value) and all(holds(c, value) for c in comparisons)
                    for value in values
                )
            case Test(chains):
                return any(self._yields(chain, state) for chain in chains)
            case Not(chain):
                return not self._yields(chain, state)
            case In(chain):
                return self._contains(chain, state)
            case Unknown():
                return False

    def _yields(self, chain: Chain, state: State) -> bool:
        """Returns whether a chain yields anything."""
        if all(isinstance(expression, Types) for expression in chain):
            return self._pass_filters(chain, 0, state) is not None
        key = id(chain), state[0].id, state[1]
        known = self._accepted.get(key)
        if known is None:
            known = next(self.run(chain, [state]), None) is not None
            self._accepted[key] = known
        return known

    def _contains(self, chain: Chain, state: State) -> bool:
        """Returns whether a chain yields the shape that it takes."""
        if len(chain) == 1 and isinstance(chain[0], Root):
            return state[0].id in self._root(chain[0])
        return any(shape.id == state[0].id for shape, _ in self.run(chain, [state]))

    def _take_step(self, step: Step, state: State) -> Iterable[State]:
        shape, scope = state
        match step:
            case Neighbors():
                return ((each, scope) for each in self._neighbors(step, shape))
            case Reachable():
                return ((each, scope) for each in self._reachable(shape))
            case Is(chains):
                return (s for chain in chains for s in self.run(chain, [state]))
            case Root():
                return ((each, scope) for each in self._root(step).values())
            case TopDown():
                return self._topdown(step, state)
            case Recursive(chain):
                return self._recursive(chain, state)
            case Store(name, chain):
                return [(shape, self._store(name, chain, state))]
            case Load(name):
                return ((each, scope) for each in scope.variables.get(name, ()))

    def _neighbors(self, step: Neighbors, shape: Shape) -> Iterator[Shape]:
        graph, names = self._graph, step.names
        edges = graph.reverse(shape) if step.reverse else graph.forward(shape)
        yield from (each for name, each in edges if not names or name in names)
        if "trait" in names:
            yield from (
                graph.with_trait(shape.id) if step.reverse else graph.traits(shape)
            )
        if "bound" in names:
            yield from graph.binds(shape) if step.reverse else graph.bound_to(shape)

    def _reachable(self, shape: Shape) -> Iterator[Shape]:
        return self._closure(
            shape, lambda each: (s for _, s in self._graph.forward(each))
        )

    def _closure(
        self, start: Shape, follow: Callable[[Shape], Iterable[Shape]]
    ) -> Iterator[Shape]:
        seen = {start.id}
        queue = [start]
        for shape in queue:
            for target in follow(shape):
                self._count()
                if target.id not in seen:
                    seen.add(target.id)
                    queue.append(target)
                    yield target

    def _recursive(self, chain: Chain, start: State) -> Iterator[State]:
        seen: set[tuple[str, Scope]] = set()
        queue = [start]
        for state in queue:
            for found in self.run(chain, [state]):
                key = found[0].id, found[1]
                if key not in seen:
                    seen.add(key)
                    queue.append(found)
                    yield found

    def _topdown(self, step: TopDown, start: State) -> Iterator[State]:
        scope = start[1]
        seen: set[str] = set()
        work = [(start[0], False)]
        while work:
            shape, matches = work.pop()
            if shape.id in seen or not isinstance(shape, _ENTITIES):
                continue
            self._count()
            seen.add(shape.id)
            state = shape, scope
            matches = matches or self._yields(step.qualifier, state)
            if matches and step.disqualifier is not None:
                matches = not self._yields(step.disqualifier, state)
            if matches:
                yield state
            bound = [(target, matches) for target in self._graph.binds(shape)]
            work.extend(reversed(bound))

    def _root(self, root: Root) -> dict[ShapeId, Shape]:
        known = self._roots.get(id(root))
        if known is None:
            found = (shape for shape, _ in self.whole_model(root.chain))
            known = self._roots[id(root)] = {shape.id: shape for shape in found}
        return known

    def _store(self, name: str, chain: Chain, state: State) -> Scope:
        """Returns the variables with one more; equal variables are the same scope."""
        before = state[1]
        stored = {shape.id: shape for shape, _ in self.run(chain, [state])}
        key = before, name, tuple(stored)
        if key not in self._scopes:
            variables = {**before.variables, name: tuple(stored.values())}
            self._scopes[key] = Scope(variables)
        return self._scopes[key]

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise SelectorError("The selector takes too many steps on this model")
