"""Many packages at once: what is written, what fails, and who does the work."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from smithwright.batch import generate_all
from smithwright.cli import main
from smithwright.corridor import build
from smithwright.models import catalogue
from smithwright.models.catalogue import botocore_packages, package_name
from smithwright.settings import PackageSettings
from smithwright.sources import services

# pytest-xdist's workers have a thread more, which Python warns of when it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

SMALL = ("marketplace-entitlement", "sso-oidc", "sts")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMITHWRIGHT_CACHE", str(tmp_path / "cache"))


def packages(*names: str) -> tuple[PackageSettings, ...]:
    return tuple(
        PackageSettings(package_name(name), (f"botocore:{name}",), "out")
        for name in names
    )


def test_import_names_are_names_and_all_different() -> None:
    assert package_name("cognito-idp") == "aws_cognito_idp"
    settings = botocore_packages("out", formatter="none")
    assert len({each.name for each in settings}) == len(settings) == len(services())
    assert {each.formatter for each in settings} == {"none"}


def test_a_failure_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"smithy": "2.0"')
    broken = PackageSettings("broken", ("broken.json",), "out")
    missing = PackageSettings("missing", ("botocore:no-such",), "out")
    wanted = (broken, missing, *packages("sso-oidc"))
    outcomes = {o.settings.name: o for o in generate_all(wanted, tmp_path)}
    assert str(outcomes["broken"].failure).startswith("broken.json:1:")
    assert "no such service" in str(outcomes["missing"].failure)
    published = outcomes["aws_sso_oidc"].published
    assert published is not None
    assert (tmp_path / "out/aws_sso_oidc/__init__.py").is_file()
    again = {o.settings.name: o for o in generate_all(wanted, tmp_path)}
    assert again["aws_sso_oidc"].published is None
    assert again["aws_sso_oidc"].failure is None


def test_a_caller_brings_an_executor(tmp_path: Path) -> None:
    wanted = packages(*SMALL)
    with ThreadPoolExecutor(2) as executor:
        outcomes = list(generate_all(wanted, tmp_path / "theirs", executor=executor))
    assert [outcome.failure for outcome in outcomes] == [None] * len(SMALL)
    list(generate_all(wanted, tmp_path / "ours", processes=1))
    assert tree(tmp_path / "theirs") == tree(tmp_path / "ours")


def test_a_worker_with_other_sources_is_a_failure(tmp_path: Path) -> None:
    class Elsewhere(Executor):
        # Any: the signature is that of the base class.
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            done: Future[Any] = Future()
            done.set_result(("sha256:other", build(*args)))
            return done

    (outcome,) = generate_all(packages("sso-oidc"), tmp_path, executor=Elsewhere())
    assert "other sources" in str(outcome.failure)
    assert not (tmp_path / "out").exists()


def test_a_mistake_of_ours_is_a_failure_of_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*args: object, **options: object) -> None:
        raise KeyError("wrong")

    monkeypatch.setattr("smithwright.corridor.build", wrong)
    with ThreadPoolExecutor(1) as executor:
        (outcome,) = generate_all(packages("sts"), tmp_path, executor=executor)
    assert outcome.failure == "internal error: KeyError: 'wrong'"


def test_generating_many_tells_failures_last_and_nothing_when_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain lines, failures in the end, and nothing when nothing has changed."""
    monkeypatch.setattr(catalogue, "services", lambda: [*SMALL, "no-such"])
    arguments = ("generate", "--all", "botocore", "-o", str(tmp_path / "out"))
    first = CliRunner().invoke(main, arguments)
    assert first.exit_code == 2
    *done, failure = first.output.splitlines()
    assert sorted(line.split(": ")[0] for line in done) == [
        package_name(name) for name in SMALL
    ]
    assert failure.startswith("aws_no_such: botocore:no-such: no such service")
    monkeypatch.setattr(catalogue, "services", lambda: list(SMALL))
    second = CliRunner().invoke(main, arguments)
    assert (second.exit_code, second.output) == (0, "")
    with_check = CliRunner().invoke(main, ("check", *arguments[1:]))
    assert (with_check.exit_code, with_check.output) == (0, "")


def test_checking_many_shows_differences_in_order_and_failures_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Differences in the order of the packages, and failures in the end."""
    monkeypatch.setattr(catalogue, "services", lambda: ["no-such", *SMALL])
    out = ("--all", "botocore", "-o", str(tmp_path / "out"), "--formatter", "none")
    CliRunner().invoke(main, ("generate", *out))
    edited = [tmp_path / "out" / package_name(name) / "py.typed" for name in SMALL[::2]]
    for path in edited:
        path.write_text("x")
    before = tree(tmp_path / "out")
    for jobs in ("1", "2"):
        result = CliRunner().invoke(main, ("check", *out, "--jobs", jobs))
        assert result.exit_code == 2
        *differing, failure = result.stderr.splitlines()
        assert differing == [f"{path.as_posix()}: edited by hand" for path in edited]
        assert failure.startswith("aws_no_such: botocore:no-such: no such service")
    monkeypatch.setattr(catalogue, "services", lambda: list(SMALL))
    assert CliRunner().invoke(main, ("check", *out)).exit_code == 1
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("more", [(), ("-o", "x", "--operation", "A")])
def test_all_goes_with_an_output_only(more: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, ("generate", "--all", "botocore", *more))
    assert result.exit_code == 2
    assert "--output" in result.output


@pytest.mark.conformance
@pytest.mark.filterwarnings("default")
def test_dask_spreads_the_work(tmp_path: Path) -> None:
    """`Client.get_executor()` of a cluster is an executor as any other."""
    distributed = import_module("distributed")  # which has no types
    wanted = packages(*SMALL)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as it,
        distributed.Client(it) as client,
        client.get_executor() as executor,
    ):
        outcomes = list(generate_all(wanted, tmp_path / "theirs", executor=executor))
    assert [outcome.failure for outcome in outcomes] == [None] * len(SMALL)
    list(generate_all(wanted, tmp_path / "ours", processes=1))
    assert tree(tmp_path / "theirs") == tree(tmp_path / "ours")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
