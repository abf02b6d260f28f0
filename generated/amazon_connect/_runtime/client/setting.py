"""Settings that are looked for when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, NoReturn, Self, TypeVar, overload

from .profiles import ConfigurationError, Profile, read_profile

T = TypeVar("T")


class Places:
    """Where settings are looked for: arguments, environment and profile."""

    def __init__(
        self,
        profile: str | None,
        arguments: Mapping[str, object],
        environment: Mapping[str, str],
    ) -> None:
        self.chosen_profile = profile
        """The profile to use, whatever the environment says."""
        self.arguments = arguments
        """What the program says, by the names of settings."""
        self.environment = environment
        """The variables of the environment."""
        self._profile: Profile | None = None

    def __reduce__(self) -> NoReturn:
        """Refuses to be pickled.

        Raises:
            TypeError: Always: a pickle would hold the secrets of environment and files.
        """
        raise TypeError(f"{type(self).__name__} is not pickled: it may hold secrets")

    @property
    def profile(self) -> Profile:
        """The profile of the shared files, which are read once.

        Raises:
            ConfigurationError: A file cannot be read, or there is no profile of the
                name that was asked for.
        """
        if self._profile is None:
            self._profile = read_profile(self.chosen_profile, self.environment)
        return self._profile


class Setting(Generic[T]):
    """An attribute of `Places` that keeps what it has found.

    An empty variable, or an empty value in a profile, counts as none.
    """

    def __init__(
        self,
        read: Callable[[str], T],
        default: T,
        variables: str = "",
        keys: str = "",
    ) -> None:
        """Says where to look, and how to read what is there.

        Args:
            read: Reads a text; raises `ValueError` with what it has to be.
            default: The value if there is none anywhere.
            variables: Names of environment variables, separated by spaces.
            keys: Keys of a profile, likewise; `s3.key` for a key below `s3`.
        """
        self._read, self._default = read, default
        self.variables, self.keys = variables.split(), keys.split()
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, places: None, owner: type) -> Self: ...
    @overload
    def __get__(self, places: Places, owner: type) -> T: ...
    def __get__(self, places: Places | None, owner: type) -> Self | T:
        """Returns the value, or the setting itself where it is asked of the class.

        Raises:
            ConfigurationError: It is not what it has to be, or a file cannot be read.
        """
        if places is None:
            return self
        value = self.find(places)
        # From now on the attribute is found before this method.
        vars(places)[self._name] = value
        return value

    def find(self, places: Places) -> T:
        """Returns the value."""
        if (given := places.arguments.get(self._name)) is not None:
            return self._accepted(given)
        for variable in self.variables:
            if text := places.environment.get(variable):
                return self._parsed(text, variable)
        if self.keys:
            profile = places.profile
            for key in self.keys:
                if text := _text(profile, key):
                    return self._parsed(text, f"{key} of the profile {profile.name!r}")
        return self._default

    def _accepted(self, given: object) -> T:
        """Takes an argument, which may be the text that a variable would have."""
        if isinstance(given, str | int):
            return self._parsed(str(given), self._name)
        # What is neither is of the type that the signature of the client asks for.
        value: T = given  # type: ignore[assignment]
        return value

    def _parsed(self, text: str, place: str) -> T:
        try:
            return self._read(text)
        except ValueError as error:
            raise ConfigurationError(
                f"{place} is {text!r}: it must be {error}"
            ) from None


def _text(profile: Profile, key: str) -> str | None:
    section, _, name = key.rpartition(".")
    return profile.nested(section).get(name) if section else profile.text(name)


def text(value: str) -> str:
    """Reads a text as it is."""
    return value


def host_label(value: str) -> str:
    """Reads a text that becomes a part of the host, as a region does."""
    is_label = value.isascii() and value.replace("-", "").isalnum()
    if not is_label or value[0] == "-" or value[-1] == "-" or len(value) > 63:
        raise ValueError("letters, digits and hyphens within, 63 at most")
    return value


def texts(value: str) -> tuple[str, ...]:
    """Reads texts with commas between them."""
    return tuple(part for each in value.split(",") if (part := each.strip()))


def flag(value: str) -> bool:
    """Reads a truth value."""
    lower = value.lower()
    if lower not in ("true", "false"):
        raise ValueError("true or false")
    return lower == "true"


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """Returns what reads a whole number between these."""

    def read(value: str) -> int:
        number = int(value) if value.strip().lstrip("-").isdecimal() else least - 1
        if number < least or (most is not None and number > most):
            end = "or more" if most is None else f"to {most}"
            raise ValueError(f"a whole number, {least} {end}")
        return number

    return read


TextT = TypeVar("TextT", bound=str)


def one_of(*values: TextT) -> Callable[[str], TextT]:
    """Returns what reads one of these, in capitals or not."""

    def read(value: str) -> TextT:
        lower = value.strip().lower()
        for each in values:
            if each == lower:
                return each
        raise ValueError(f"one of {', '.join(values)}")

    return read
