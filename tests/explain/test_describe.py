"""What `smithwright explain` says about an operation."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main
from smithwright.explain.describe import describe
from smithwright.explain.lines import lines
from smithwright.models.loading import load
from smithwright.models.selection import select

_MODEL = """\
$version: "2"
namespace example
use aws.protocols#{protocol}

@{protocol}
@xmlNamespace(uri: "http://example.com/")
service Shop {{ version: "1", operations: [Order, Cancel] }}

@http(method: "POST", uri: "/shops/{{Shop}}/{{Item+}}?v=2")
operation Order {{ input: OrderInput, output: OrderOutput, errors: [SoldOut] }}

@http(method: "DELETE", uri: "/")
operation Cancel {{}}

structure OrderInput {{
    @required @httpLabel
    Shop: String
    @required @httpLabel
    Item: Name
    @httpQuery("n")
    Count: Integer
    @httpHeader("X-Trace")
    Trace: String
    @jsonName("note") @xmlName("Note")
    Remark: Secret
    Lines: Lines
    Options: Options
}}

@length(min: 1, max: 40)
@pattern("^[a-z]+$")
string Name

@sensitive
string Secret

list Lines {{ member: Line }}

structure Line {{
    @required
    Text: String
    @xmlAttribute
    Kind: Kind
    More: Lines
}}

enum Kind {{ PLAIN, GIFT }}

map Options {{ key: Name, value: String }}

structure OrderOutput {{
    @httpResponseCode
    Status: Integer
    @required
    Id: String
}}

@error("client")
@httpError(409)
structure SoldOut {{ Item: Name }}
"""

_REST = """\
Order  POST /shops/{Shop}/{Item+}?v=2; aws.protocols#restJson1;\
 in shop.operations.order\
  [model.smithy:10]
├── input: OrderInput  from OrderInput  [model.smithy:15]
│   ├── shop: str  path {Shop}; required  [model.smithy:17]
│   ├── item: str  path {Item}; required; 1 to 40 characters; matches `^[a-z]+$`;\
 from Name  [model.smithy:19]
│   ├── count: int  query n  [model.smithy:21]
│   ├── trace: str  header X-Trace  [model.smithy:23]
│   ├── remark: str  body note; never shown; from Secret  [model.smithy:25]
│   ├── lines: tuple[Line, ...]  body Lines; from Lines  [model.smithy:26]
│   │   └── item: Line  in shop.shapes.line; from Line  [model.smithy:37]
│   │       ├── text: str  as Text; required  [model.smithy:41]
│   │       ├── kind: Kind  as Kind; one of PLAIN, GIFT; in shop.shapes.kind; from Kind\
  [model.smithy:43]
│   │       └── more: tuple[Line, ...]  as More; from Lines  [model.smithy:44]
│   │           └── item: Line  in shop.shapes.line; from Line, shown above\
  [model.smithy:37]
│   └── options: Mapping[str, str]  body Options; from Options  [model.smithy:27]
│       └── key: str  1 to 40 characters; matches `^[a-z]+$`; from Name\
  [model.smithy:49]
├── output: OrderOutput  from OrderOutput  [model.smithy:51]
│   ├── status: int  status  [model.smithy:53]
│   └── id: str  body Id; required  [model.smithy:55]
└── raises: SoldOut  client error; status 409; code SoldOut; in shop.errors.sold_out;\
 from SoldOut  [model.smithy:60]
    └── item: str  body Item; 1 to 40 characters; matches `^[a-z]+$`; from Name\
  [model.smithy:60]
"""


def _described(folder: Path, protocol: str, operation: str = "Order") -> str:
    (folder / "model.smithy").write_text(_MODEL.format(protocol=protocol))
    closure = select(load(("model.smithy",), folder), None, (operation,))
    entries = describe(closure, "shop", None)
    return "".join(f"{line}\n" for entry in entries for line in lines(entry))


def test_every_binding_of_rest_json(tmp_path: Path) -> None:
    assert _described(tmp_path, "restJson1") == _REST


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        ("restXml", ["body Note", "body Lines", "as @Kind", "body Id"]),
        ("awsJson1_0", ["X-Amz-Target: Shop.Order", "body Remark", "body Status"]),
        ("awsQuery", ["Action=Order", "form Lines.member.N", "as .Text", "form Note"]),
    ],
)
def test_names_are_those_of_the_protocol(
    protocol: str, expected: list[str], tmp_path: Path
) -> None:
    text = _described(tmp_path, protocol)
    for words in expected:
        assert words in text


def test_an_operation_without_input_is_described(tmp_path: Path) -> None:
    text = _described(tmp_path, "restJson1", "Cancel")
    assert "input: CancelInput  from smithy.api#Unit" in text


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configured package of one of the two operations, and an overlay."""
    monkeypatch.chdir(tmp_path)
    Path("model.smithy").write_text(_MODEL.format(protocol="restJson1"))
    Path("overlay.smithy").write_text(
        '$version: "2"\nnamespace example\napply OrderInput$Trace @length(max: 9)\n'
    )
    Path("pyproject.toml").write_text(
        "[[tool.smithwright.packages]]\n"
        'name = "shop"\n'
        'sources = ["model.smithy", "overlay.smithy"]\n'
        'operations = ["Order"]\n'
        'output = "."\n'
    )
    return tmp_path


def _run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["explain", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_operations_are_listed(project: Path) -> None:
    result = _run()
    assert result.output == (
        "Order  POST /shops/{Shop}/{Item+}?v=2  [model.smithy:10]\n"
    )


def test_constraint_of_an_overlay_says_where_it_stands(project: Path) -> None:
    assert "at most 9 characters (overlay.smithy:3)" in _run("Order").stdout


def test_operation_that_is_not_generated_is_explained_with_a_word(
    project: Path,
) -> None:
    result = _run("Cancel")
    assert result.exit_code == 0
    assert result.stderr == "shop: does not generate Cancel so far\n"
    assert result.stdout.startswith("Cancel  DELETE /")


def test_an_unknown_operation_is_refused_with_a_hint(project: Path) -> None:
    result = _run("Ordr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "model.smithy:7:1: example#Shop has no operation 'Ordr'; "
        "did you mean 'Order'?\n"
    )


def test_a_model_without_a_package(project: Path) -> None:
    """Modules are named as inside of a package, or of one that is thought of."""
    options = ("Order", "--source", "model.smithy", "--overlay", "overlay.smithy")
    assert "; in operations.order  " in _run(*options).stdout
    named = _run(*options, "--package", "my_shop")
    assert "; in my_shop.operations.order  " in named.stdout
    assert "at most 9 characters (overlay.smithy:3)" in named.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--overlay", "overlay.smithy"), "--overlay goes with --source"),
        (("--source", "x", "--config", "y"), "--config goes without --source"),
        (("--package", "shpo"), "has no package 'shpo'; did you mean 'shop'?"),
    ],
)
def test_options_that_do_not_go_together(
    options: tuple[str, ...], message: str, project: Path
) -> None:
    result = _run("Order", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_one_package_of_several_is_described(project: Path) -> None:
    """The same operation in two packages is told twice, and drawn for one of them."""
    with Path("pyproject.toml").open("a") as file:
        file.write(
            "[[tool.smithwright.packages]]\n"
            'name = "store"\nsource = "model.smithy"\noutput = "."\n'
        )
    both = _run("Order").stdout
    assert "in shop.operations" in both
    assert "in store.operations" in both
    assert "in shop.operations" not in _run("Order", "--package", "store").stdout
    several = _run("Order", "--graph", "order.svg")
    assert several.exit_code == 2
    assert "--graph draws one package: name it with --package" in several.stderr
    assert _run("Order", "--graph", "order.svg", "--package", "shop").exit_code == 0


def test_tree_says_the_same_as_text(project: Path) -> None:
    tree = _run("Order", "--format", "tree").stdout
    for line in _run("Order", "--format", "text").stdout.splitlines():
        name = line.partition("  ")[0].strip("├─└│ ")
        assert name in tree


def test_a_tree_without_rich_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich.tree", None)
    monkeypatch.delitem(sys.modules, "smithwright.explain.terminal", raising=False)
    result = _run("Order", "--format", "tree")
    assert result.exit_code == 2
    assert result.stderr == (
        "--format tree needs rich: pip install 'smithwright[explain]'\n"
    )
    assert _run("Order").exit_code == 0


def test_text_needs_no_rich(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    assert _run("Order", "--format", "text").exit_code == 0
