"""Operations as values: what to send and how to read the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from msgspec import Struct

from .bodies import AnyStream
from .config import Config
from .errors import ServiceError
from .http import BodyT, HttpRequest, HttpResponse
from .shapes import Structure

InputT = TypeVar("InputT", bound=Structure)
OutputT = TypeVar("OutputT")


class OperationDefinition(
    Struct, Generic[InputT, OutputT, BodyT], frozen=True, kw_only=True
):
    """One operation of a service, for programs that choose it at run time."""

    name: str
    """The operation's name in the model."""

    service: str
    """The service's name in the model."""

    signing_name: str
    """The name of the service in a signature."""

    input_type: type[InputT]
    """What it takes."""

    output_type: type[OutputT]
    """What it returns."""

    serialize: Callable[[InputT, Config], HttpRequest[BodyT]]
    """Checks an input and serialises it; raises `BuildError` and sends nothing."""

    parse: Callable[[HttpResponse[AnyStream]], OutputT]
    """Reads a response: returns the output or raises the error that it holds."""

    load_errors: Callable[[], tuple[type[ServiceError], ...]]
    """Imports the classes of the modeled errors."""

    if not TYPE_CHECKING:

        def __class_getitem__(cls, parameters):
            return super().__class_getitem__(_with_body(parameters, 3))

    @property
    def errors(self) -> tuple[type[ServiceError], ...]:
        """The modeled errors."""
        return self.load_errors()

    def prepare(self, value: InputT, config: Config) -> Operation[OutputT, BodyT]:
        """Returns the operation with the request for `value`.

        Raises:
            BuildError: A constraint does not hold.
        """
        return Operation(
            self.name,
            self.service,
            self.signing_name,
            config.region,
            self.serialize(value, config),
            self.parse,
        )


class Operation(Struct, Generic[OutputT, BodyT], frozen=True):
    """One call: the request to sign and send, and the parser of its response."""

    name: str
    """The operation's name in the model."""

    service: str
    """The service's name in the model."""

    signing_name: str
    """The name of the service in a signature."""

    region: str | None
    """The region to sign for."""

    request: HttpRequest[BodyT]
    """What to send."""

    parse: Callable[[HttpResponse[AnyStream]], OutputT]
    """Reads a response: returns the output or raises the error that it holds."""

    if not TYPE_CHECKING:

        def __class_getitem__(cls, parameters):
            return super().__class_getitem__(_with_body(parameters, 2))


def _with_body(parameters: object, count: int) -> tuple[object, ...]:
    """Returns `count` parameters of a class: without a type of bodies, that is bytes.

    Before Python 3.13, only type checkers know the defaults of type variables.
    """
    given: tuple[object, ...] = (parameters,)
    if isinstance(parameters, tuple):
        given = cast("tuple[object, ...]", parameters)
    return (*given, bytes) if len(given) == count - 1 else given


# Any: operations of all input and output types share one mapping.
class Operations(Mapping[str, OperationDefinition[Any, Any, Any]]):
    """The operations of a package by name, each imported when it is asked for."""

    def __init__(self, package: str, modules: Mapping[str, str]) -> None:
        self._package = package
        self._modules = modules

    def __getitem__(self, name: str) -> OperationDefinition[Any, Any, Any]:
        module = import_module(f"{self._package}.{self._modules[name]}")
        definition: OperationDefinition[Any, Any, Any] = module.OPERATION
        return definition

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)

    def __repr__(self) -> str:
        return f"<{len(self)} operations of {self._package}>"
