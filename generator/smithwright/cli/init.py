"""The command `smithwright init`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from smithwright.cli.messages import errors_reported, tell
from smithwright.cli.options import given_of, making_options
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
    """Offers the services of botocore, or else files."""
    from click.shell_completion import CompletionItem

    from smithwright.sources import SourceError, services

    try:
        names = services()
    except SourceError:
        names = []
    for known in (names, [f"{_BOTOCORE}{name}" for name in names]):
        if found := [spec for spec in known if spec.startswith(incomplete)]:
            return [CompletionItem(spec) for spec in found]
    return [CompletionItem(incomplete, type="file")]


@click.command()
@click.argument("source", required=False, shell_complete=_complete)
@click.option("--package", "name", help="Import name; after the service if left out.")
@making_options
@click.option(
    "-o", "--output", help="Folder that gets the package's folder; src or `.`."
)
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the part of the model that is needed to FILE, and generate from that.",
)
@errors_reported()
# Any: each option has the name and the type of its setting.
def init(source: str | None, keep: Path | None, **options: Any) -> None:
    """Adds a package to the configuration in this folder, or writes one.

    SOURCE is a service of botocore, such as `sqs`, or a model's file. Without it, asks
    for all that is needed.

    The configuration is smithwright.toml or else pyproject.toml, if there is one, and a
    new smithwright.toml otherwise.
    """
    given = given_of(options)
    if source is not None:
        spec = _spec(source)
        model = _load((spec, *given.get("overlays", ())))
        settings = _settings(spec, model, given)
    elif sys.stdin.isatty():
        settings, keep = _ask(given, keep)
    else:
        raise click.UsageError("name SOURCE: a service of botocore, or a model's file")
    path = _configuration()
    _write(path, settings, keep)
    tell(
        f"{path}: added {settings.name}; `smithwright generate` writes it to "
        f"{settings.folder.as_posix()}"
    )


# Any: each option has the name and the type of its setting.
def _settings(spec: str, model: Model, given: Mapping[str, Any]) -> PackageSettings:
    """Returns the settings, of a service and operations that the model has."""
    from smithwright.selection import select

    operations = given.get("operations", ())
    closure = select(model, given.get("service"), operations, spec)
    name = _name(spec, closure.service.id.name)
    settings = PackageSettings(name, (spec,), _output())
    return replace(settings, **given)


def _write(path: Path, settings: PackageSettings, keep: Path | None) -> None:
    from smithwright.pull import pull_model, write_model
    from smithwright.settings.reading import settings_text
    from smithwright.settings.writing import with_package
    from smithwright.whole_file import write_whole

    text = settings_text(path) if path.exists() else ""
    if keep is None:
        whole = with_package(text, path, settings)
    else:
        kept = replace(settings, sources=(keep.as_posix(),))
        whole = with_package(text, path, kept)
        (source,) = settings.sources
        model = pull_model(source, settings.service, settings.operations, Path())
        keep.parent.mkdir(parents=True, exist_ok=True)
        write_model(keep, model)
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
    from smithwright.catalogue import package_name
    from smithwright.plan.naming import module_name

    if source.startswith(_BOTOCORE):
        return package_name(source.removeprefix(_BOTOCORE).partition("@")[0])
    return f"{module_name(service)}_client"


def _output() -> str:
    return "src" if Path("src").is_dir() else "."


# Any: each option has the name and the type of its setting.
def _ask(
    given: Mapping[str, Any], keep: Path | None
) -> tuple[PackageSettings, Path | None]:
    """Asks for what no option says; each answer is tried before the next question.

    Returns:
        The package, and the file that keeps its model.
    """

    def loaded(answer: str) -> tuple[str, Model]:
        spec = _spec(answer)
        return spec, _load((spec, *given.get("overlays", ())))

    source, model = _asked("Model (a file, or a service of botocore)", loaded)
    names = [shape.id.name for shape in model.services()]
    if "service" not in given and len(names) > 1:
        service = click.prompt("Service", type=click.Choice(names))
        given = {**given, "service": service}

    def selected(answer: str) -> PackageSettings:
        operations = tuple(answer.replace(",", " ").split())
        return _settings(source, model, {**given, "operations": operations})

    if "operations" in given:
        settings = _settings(source, model, given)
    else:
        settings = _asked("Operations, or patterns (all if empty)", selected, "")

    def named(answer: str) -> PackageSettings:
        return replace(settings, name=answer)

    if "name" not in given:
        settings = _asked("Import name of the package", named, settings.name)
    if "output" not in given:
        output = click.prompt("Folder for the package's folder", default=_output())
        settings = replace(settings, output=output)
    if keep is None and source.startswith(_BOTOCORE):
        file = Path("models", f"{settings.name}.json")
        if click.confirm(f"Keep the model in {file.as_posix()}?", default=True):
            keep = file
    return settings, keep


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
