"""What a rule set decides, in terms of its own: no Smithy and no Python.

https://smithy.io/2.0/additional-specs/rules-engine/specification.html
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from smithwright.plan.identifiers import Identifier


class Kind(Enum):
    """What a value is, if it is there."""

    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    TEXTS = "texts"
    URL = "url"
    ARN = "arn"
    PARTITION = "partition"


@dataclass(frozen=True, slots=True)
class Type:
    """The type of an expression."""

    kind: Kind
    may_be_unset: bool = False

    def present(self) -> Type:
        """Returns the type of a value that is known to be there."""
        return Type(self.kind)


@dataclass(frozen=True, slots=True)
class Text:
    """A text without holes."""

    value: str


@dataclass(frozen=True, slots=True)
class Template:
    """A text with holes, for expressions that are texts; it has one hole at least."""

    parts: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, which stands in calls only."""

    value: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The value of a parameter, or of what a condition assigned."""

    name: str


@dataclass(frozen=True, slots=True)
class Variable:
    """The value of a name that has been found to be in scope."""

    name: Identifier


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named part of a value that has such."""

    of: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One of several texts, from the end where the index is negative."""

    of: Expression
    index: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the rules engine with its arguments."""

    function: str
    arguments: tuple[Expression, ...]


Expression: TypeAlias = (
    Text | Template | Flag | Number | Reference | Variable | Attribute | Item | Call
)


@dataclass(frozen=True, slots=True)
class Holds:
    """The condition that a flag is true, or that it is not."""

    flag: Expression
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsSet:
    """The condition that a value is there, or that it is not."""

    value: Expression
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Assigns:
    """A value gets a name; the condition that it is there and not false."""

    name: Identifier
    value: Expression
    type: Type
    """What the value is, before it is known to be there."""

    @property
    def always_holds(self) -> bool:
        """Whether there is nothing that could fail."""
        return not self.type.may_be_unset and self.type.kind is not Kind.FLAG


Condition: TypeAlias = Holds | IsSet | Assigns


@dataclass(frozen=True, slots=True)
class Listed:
    """A list among an endpoint's properties."""

    items: tuple[PropertyValue, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map among an endpoint's properties."""

    entries: tuple[tuple[str, PropertyValue], ...]


PropertyValue: TypeAlias = Expression | Listed | Mapped


@dataclass(frozen=True, slots=True)
class AuthScheme:
    """A way to authenticate that an endpoint takes, with its settings."""

    name: Expression
    settings: tuple[tuple[str, PropertyValue], ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to send a request, and how to sign it."""

    url: Expression
    headers: tuple[tuple[str, tuple[Expression, ...]], ...] = ()
    auth_schemes: tuple[AuthScheme, ...] = ()
    properties: tuple[tuple[str, PropertyValue], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no endpoint."""

    message: Expression


@dataclass(frozen=True, slots=True)
class Branch:
    """Rules that are asked in turn; one of them decides."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Continuation:
    """What another function decides."""

    function: Identifier
    arguments: tuple[Identifier | None, ...]
    """Names of values; None for one that is not set here."""


@dataclass(frozen=True, slots=True)
class EndpointOfKind:
    """An endpoint that has all but its URL in common with others."""

    kind: Identifier
    url: Expression
    arguments: tuple[Identifier, ...]


NO_MATCH: Final = Failure(Text("no rule matches these parameters"))
"""What is decided where no rule decides."""

Outcome: TypeAlias = Endpoint | EndpointOfKind | Failure | Branch | Continuation


@dataclass(frozen=True, slots=True)
class Rule:
    """An outcome, if all conditions hold in turn."""

    conditions: tuple[Condition, ...]
    outcome: Outcome

    @property
    def always_decides(self) -> bool:
        """Whether no rule after it is ever asked."""
        return all(isinstance(c, Assigns) and c.always_holds for c in self.conditions)

    @property
    def only_question(self) -> Holds | IsSet | None:
        """The condition that fails whenever the rule does not decide, if it is one."""
        open_ = [
            condition
            for condition in self.conditions
            if not isinstance(condition, Assigns) or not condition.always_holds
        ]
        match open_:
            case [Holds() | IsSet() as only]:
                return only
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an endpoint depends on."""

    name: str
    """As the rules call it."""
    variable: Identifier
    type: Type
    default: str | bool | tuple[str, ...] | None
    is_required: bool
    built_in: str | None
    """The name of the value that every client knows, as `AWS::Region`."""
    documentation: str
    is_setting: bool = False
    """Whether it is set once for a client, by whoever makes it."""


@dataclass(frozen=True, slots=True)
class Function:
    """A part of the rules, with a name of its own."""

    name: Identifier
    summary: str
    """When it decides, in the generator's own words."""
    variables: tuple[tuple[Identifier, Type], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class EndpointKind:
    """What several endpoints have in common."""

    name: Identifier
    variables: tuple[tuple[Identifier, Type], ...]
    endpoint: Endpoint
    """An endpoint of this kind; its URL is `url`."""


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """All that decides on the endpoints of a service."""

    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    functions: tuple[Function, ...] = ()
    kinds: tuple[EndpointKind, ...] = ()
