"""The plan: every decision about a generated package, in Python's terms.

Nothing of Smithy is left here, and nothing is left to decide: templates place what
these values hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from smithwright.plan.identifiers import DottedName, Identifier, SafeText
from smithwright.writing.code import Code, Literal, code, import_of
from smithwright.writing.docstrings import Docstring


@dataclass(frozen=True, slots=True)
class Import:
    """`from module import names`."""

    module: DottedName
    names: tuple[SafeText, ...]
    starts_section: bool
    """Whether a blank line comes before: the module is of another origin."""

    def at(self, indent: int) -> Code:
        """Returns the statement, for a line that starts with `indent` spaces."""
        return import_of(self.module, self.names, indent)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a structure or union."""

    name: Identifier
    annotation: SafeText
    """The type of a set member."""
    required: bool
    default: SafeText | None
    """What it holds that nobody has set, if not None."""
    doc: Docstring
    """False where the model says nothing."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What has to hold for a value before it is serialised."""

    missing: tuple[Code, ...]
    """Statements that report unset required members; empty where none can be."""
    violations: tuple[Code, ...]
    """Statements that report values of a wrong type or outside a constraint."""
    usual: Literal
    """Which of them hold where a caller does not say."""


@dataclass(frozen=True, slots=True)
class BuilderMember:
    """The methods of a builder for one member."""

    name: Identifier
    """The attribute of the built value."""
    slot: Identifier
    method: Identifier
    set_method: Identifier
    get_method: Identifier
    annotation: SafeText
    item: SafeText | None
    """The type of an item, where the member is a list."""
    entry: tuple[SafeText, SafeText] | None
    """The types of key and value, where the member is a map."""
    default: SafeText
    """What is set from the start."""
    add_doc: Docstring
    set_doc: Docstring
    get_doc: Docstring


@dataclass(frozen=True, slots=True)
class Builder:
    """A builder's class."""

    name: Identifier
    doc: Docstring
    members: tuple[BuilderMember, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a module, which serialisers or parsers call."""

    name: Identifier
    parameters: Code
    result: SafeText
    """The type of what it returns."""
    doc: Docstring
    body: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """A class for a structure or a union."""

    name: Identifier
    header: Code
    """What starts the class: its bases, and wire names by attribute."""
    member_names: Code | None
    """The model's names by attribute, where the wire has others."""
    sensitive: Code | None
    """The attributes that are never shown."""
    stream: Literal | None
    """The attribute that is a stream of bytes which callers give."""
    doc: Docstring
    members: tuple[Member, ...]
    enum_texts: Code | None
    """Its members that are decoded as text, each with its enum."""
    stem: Identifier
    """What its functions are named after: `{stem}_missing`, `{stem}_violations`."""
    builder: Builder | None = None
    checks: Checks | None = None
    deep: bool = False
    """Whether callers can nest its values deeper than Python lets calls be."""
    normalization: tuple[Code, ...] = ()
    """Statements that give members of a new value the form that the service takes."""
    functions: tuple[Function, ...] = ()
    """The parts of very many checks; and what writes and reads its payload, where the
    codec needs more than the class."""


@dataclass(frozen=True, slots=True)
class EnumMember:
    """A known value."""

    name: Identifier
    value: Literal
    doc: Docstring
    """False where the model says nothing."""


@dataclass(frozen=True, slots=True)
class Enum:
    """A class for an enum or an intEnum."""

    name: Identifier
    base: Identifier
    doc: Docstring
    members: tuple[EnumMember, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that a module makes once."""

    name: Identifier
    value: SafeText


@dataclass(frozen=True, slots=True)
class ShapeModule:
    """A module of shapes that refer to each other in a circle, or of a single one."""

    path: PurePosixPath
    doc: Docstring
    imports: tuple[Import, ...]
    constants: tuple[Constant, ...]
    structures: tuple[Structure, ...]
    enums: tuple[Enum, ...]


@dataclass(frozen=True, slots=True)
class ErrorMember:
    """A member of an error other than its message."""

    name: Identifier
    annotation: SafeText
    wire_name: Literal
    value: SafeText | None
    """The expression that reads it from outside the response's body."""
    default: SafeText
    """What it is where the response does not say."""
    doc: Docstring
    """False where the model says nothing."""


@dataclass(frozen=True, slots=True)
class ErrorModule:
    """A module of one modeled error."""

    path: PurePosixPath
    doc: Docstring
    class_doc: Docstring
    imports: tuple[Import, ...]
    name: Identifier
    base: Identifier
    code: Literal
    fault: Literal
    retryable: bool
    throttling: bool
    hides_message: bool
    members: tuple[ErrorMember, ...]
    """All but the message."""
    message: ErrorMember | None
    """The message, where the model puts it elsewhere than errors usually have it."""
    read_members: Code
    """The expression that reads the members in a response's body."""
    functions: tuple[Function, ...]
    """What that expression calls."""

    @property
    def body_members(self) -> tuple[ErrorMember, ...]:
        """The members that a response's body holds."""
        members = (
            self.members if self.message is None else (self.message, *self.members)
        )
        return tuple(member for member in members if member.value is None)


@dataclass(frozen=True, slots=True)
class Operation:
    """What one operation is called and does on the wire."""

    name: Literal
    service: Literal
    signing_name: Literal
    errors: tuple[Identifier, ...]
    base_error: Identifier
    failure: Code
    """The expression of whether `response` holds an error."""
    read_error: Identifier
    """The function that finds the error in a response."""
    schemes: Literal | None
    """The ids of its auth schemes, the best first; None for those of the service."""
    payload: Literal | None
    """How signatures cover bodies, where they do not as usual."""
    endpoint: Code | None
    """The parameters of the endpoint that `value` sets, by name."""
    is_streamed: bool
    """Whether a member of the output is a response's body, unread."""
    token: Identifier | None
    """The member that holds the idempotency token."""
    body: SafeText | None
    """The type of a request's body, where it is not bytes."""
    serialize: tuple[Code, ...]
    """Statements that return the `HttpRequest` for `value`."""
    parse: tuple[Code, ...]
    """Statements that return the output that `response` holds."""


@dataclass(frozen=True, slots=True)
class OperationModule:
    """A module of one operation with its input and output."""

    path: PurePosixPath
    doc: Docstring
    imports: tuple[Import, ...]
    error_imports: tuple[Import, ...]
    constants: tuple[Constant, ...]
    input: Structure
    output: Structure
    operation: Operation
    functions: tuple[Function, ...]
    """What the serialiser and the parser call."""


@dataclass(frozen=True, slots=True)
class Export:
    """A public name of the package."""

    name: Identifier
    module: DottedName
    """Dotted, relative to the package, without leading dot."""

    @property
    def reexport(self) -> Code:
        """The import that makes it a name of the package."""
        name = code("{} as {}", self.name, self.name)
        return import_of(code(".{}", self.module), [name], 0)


@dataclass(frozen=True, slots=True)
class Package:
    """What the package's own modules say, each `__init__`."""

    name: Identifier
    doc: Docstring
    base_error: Identifier
    base_error_doc: Docstring
    exports: tuple[Export, ...]
    operations: tuple[tuple[Literal, Literal], ...]
    """Operation names and the modules that define them."""
