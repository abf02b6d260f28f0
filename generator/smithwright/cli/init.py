"""The command `smithwright init`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from smithwright.cli.messages import errors_reported, tell
from smithwright.cli.options import (
    builders_option,
    formatter_option,
    operations_option,
    overlays_option,
    protocol_option,
    service_option,
    templates_option,
    validation_option,
)
from smithwright.errors import message_of
from smithwright.settings import OWN_FILE, PYPROJECT, PackageSettings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from smithy_parser import Model

T = TypeVar("T")

_BOTOCORE = "botocore:"


def _complete(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offers the services of botocore, and files."""
    from click.shell_completion import CompletionItem

    from smithwright.sources import SourceError, services

    try:
        known = [f"{_BOTOCORE}{name}" for name in services()]
    except SourceError:
        known = []
    found = [CompletionItem(spec) for spec in known if spec.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a configuration is about."""

    source: str
    name: str | None = None
    service: str | None = None
    operations: tuple[str, ...] = ()
    output: str | None = None
    keep: Path | None = None


@click.command()
@click.argument("source", required=False, shell_complete=_complete)
@click.option("--package", "name", help="Import name; after the service if left out.")
@service_option
@operations_option
@overlays_option
@protocol_option
@validation_option
@builders_option
@templates_option
@formatter_option
@click.option("--output", help="Folder that gets the package's folder; src or `.`.")
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the part of the model that is needed to FILE, and generate from that.",
)
@errors_reported()
# Any: each option has the name and the type of its setting.
def init(source: str | None, overlays: tuple[str, ...], **options: Any) -> None:
    """Adds a package to the configuration in this folder, or writes one.

    SOURCE is a service of botocore, such as `sqs`, or a model's file. Without it, asks
    for all that is needed.

    The configuration is smithwright.toml or else pyproject.toml, if there is one, and a
    new smithwright.toml otherwise.
    """
    how = {key: options.pop(key) for key in [*options] if key not in _ASKED}
    how = {key: value for key, value in how.items() if value is not None}
    if source is not None:
        answers = _Answers(_spec(source), **options)
        model = _load((answers.source, *overlays))
    elif sys.stdin.isatty():
        answers, model = _ask()
    else:
        raise click.UsageError("name SOURCE: a service of botocore, or a model's file")
    settings = _settings(answers, model, overlays)
    if answers.keep is not None:
        settings = replace(settings, sources=(answers.keep.as_posix(),))
    path = _configuration()
    _write(path, replace(settings, **how), answers)
    tell(
        f"{path}: added {settings.name}; `smithwright generate` writes it to "
        f"{settings.folder.as_posix()}"
    )


_ASKED = frozenset({"name", "service", "operations", "output", "keep"})


def _settings(
    answers: _Answers, model: Model, overlays: tuple[str, ...]
) -> PackageSettings:
    """Returns the settings, of a service and operations that the model has."""
    from smithwright.selection import select

    closure = select(model, answers.service, answers.operations)
    return PackageSettings(
        name=answers.name or _name(answers.source, closure.service.id.name),
        sources=(answers.source,),
        output=answers.output or _output(),
        service=answers.service,
        operations=answers.operations,
        overlays=overlays,
    )


def _write(path: Path, settings: PackageSettings, answers: _Answers) -> None:
    from smithwright.pull import pull_model, write_model
    from smithwright.settings.writing import with_package
    from smithwright.whole_file import write_whole

    text = path.read_bytes().decode() if path.exists() else ""
    whole = with_package(text, path, settings)
    if (file := answers.keep) is not None:
        service, operations = answers.service, answers.operations
        model = pull_model(answers.source, service, operations, Path())
        file.parent.mkdir(parents=True, exist_ok=True)
        write_model(file, model)
    write_whole(path.resolve(), whole.encode())


def _configuration() -> Path:
    """Returns the file that the configuration is in, or shall be in."""
    for name in (OWN_FILE, PYPROJECT):
        if Path(name).is_file():
            return Path(name)
    return Path(OWN_FILE)


def _load(sources: tuple[str, ...]) -> Model:
    from smithwright import corridor

    return corridor.load(sources, Path())


def _spec(source: str) -> str:
    """Returns the source spec of what a user calls a source."""
    is_file = source.endswith((".json", ".smithy")) or Path(source).exists()
    return source if is_file or ":" in source else f"{_BOTOCORE}{source}"


def _name(source: str, service: str) -> str:
    from smithwright.plan.naming import module_name

    if source.startswith(_BOTOCORE):
        return f"aws_{module_name(source.removeprefix(_BOTOCORE).partition('@')[0])}"
    return f"{module_name(service)}_client"


def _output() -> str:
    return "src" if Path("src").is_dir() else "."


def _ask() -> tuple[_Answers, Model]:
    """Asks for a package; each answer is tried before the next question."""
    from smithwright.selection import select

    def loaded(answer: str) -> tuple[str, Model]:
        return _spec(answer), _load((_spec(answer),))

    source, model = _asked("Model (a file, or a service of botocore)", loaded)
    service = None
    if len(names := [shape.id.name for shape in model.services()]) > 1:
        service = click.prompt("Service", type=click.Choice(names))

    def selected(answer: str) -> tuple[str, ...]:
        names = tuple(answer.replace(",", " ").split())
        select(model, service, names)
        return names

    operations = _asked("Operations, or patterns (all if empty)", selected, "")
    answers = _Answers(source, service=service, operations=operations)
    settings = _settings(answers, model, ())

    def named(answer: str) -> PackageSettings:
        return replace(settings, name=answer)

    settings = _asked("Import name of the package", named, settings.name)
    output = click.prompt("Folder for the package's folder", default=_output())
    keep = None
    if source.startswith(_BOTOCORE):
        file = Path("models", f"{settings.name}.json")
        if click.confirm(f"Keep the model in {file.as_posix()}?", default=True):
            keep = file
    return replace(answers, name=settings.name, output=output, keep=keep), model


def _asked(question: str, taken: Callable[[str], T], default: str | None = None) -> T:
    """Asks until `taken` accepts the answer; returns what it makes of that."""

    def tried(answer: str) -> T:
        try:
            return taken(answer)
        except Exception as error:
            if (message := message_of(error)) is None:
                raise
            raise click.BadParameter(message) from None

    shown = bool(default)
    answer: T = click.prompt(
        question, default=default, show_default=shown, value_proc=tried
    )
    return answer
