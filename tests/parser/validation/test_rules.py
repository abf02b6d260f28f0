"""Rules that Smithy's own cases leave out: a model, and all events that it gives.

An expected event is written as its severity and id, its shape, and a part of what it
says; the comments beside the cases say which words of the specification decide.
"""

from collections.abc import Callable

import pytest

Events = Callable[[str], list[str]]

CASES = {
    "a private shape is closed to other namespaces": (
        "structure S { m: smithy.api#NonEmptyString }",
        ["ERROR PrivateAccess a#S$m: invalid member_target relationship"],
    ),
    "resources in a circle": (
        """
        resource A { resources: [B] }
        resource B { resources: [C] }
        resource C { resources: [A] }
        """,
        [
            "ERROR ResourceCycle a#A: found: a#A -> a#B -> a#C -> a#A",
            "ERROR ResourceCycle a#B: found: a#B -> a#C -> a#A -> a#B",
            "ERROR ResourceCycle a#C: found: a#C -> a#A -> a#B -> a#C",
        ],
    ),
    "resources that lead to a circle": (
        """
        resource A { resources: [B] }
        resource B { resources: [C] }
        resource C { resources: [B] }
        """,
        [
            "ERROR ResourceCycle a#B: found: a#A -> a#B -> a#C -> a#B",
            "ERROR ResourceCycle a#B: found: a#B -> a#C -> a#B",
            "ERROR ResourceCycle a#C: found: a#C -> a#B -> a#C",
        ],
    ),
    "a resource has one place in a service": (
        """
        service S { version: "1", resources: [A, B] }
        resource A { resources: [B] }
        resource B {}
        """,
        ["ERROR SingleResourceBinding a#B: from multiple shapes: [`a#A`, `a#S`]"],
    ),
    "put must target an operation, as the other lifecycles": (
        "resource R { put: smithy.api#String }",
        ["ERROR Target a#R: Resource put lifecycle operation must target an operation"],
    ),
    "an instance operation takes all identifiers": (
        """
        resource R { identifiers: { id: String }, operations: [Do] }
        operation Do { input := { id: String } }
        """,
        [
            "ERROR ResourceIdentifierBinding a#Do: "
            "Expected the following identifier bindings: [required member named `id` "
            "that targets `smithy.api#String`]. Found the following identifier "
            "bindings: []"
        ],
    ),
    "a collection operation does not take all identifiers": (
        """
        resource R { identifiers: { id: String }, collectionOperations: [Do] }
        operation Do { input := { @required id: String } }
        """,
        ["ERROR ResourceIdentifierBinding a#Do: improperly binds all"],
    ),
    "names in JSON are unique": (
        'structure S { @jsonName("b") a: String, b: String }',
        ["ERROR JsonName a#S: resolve to 'b': a, b"],
    ),
    "what no union can be built of": (
        """
        union U { a: Wrapped, b: U }
        structure Wrapped { @required u: U }
        """,
        ["ERROR ShapeRecursion a#U: impossible to create instances"],
    ),
    "a union that ends": ("union U { a: U, b: String }", []),
    "a list of itself": (
        "list L { member: L }",
        ["ERROR ShapeRecursion a#L: shape recursion: a#L$member > a#L."],
    ),
    "with a payload, all else is bound": (
        """
        @http(method: "POST", uri: "/")
        operation O { input := { @httpPayload body: Blob, rest: String } }
        """,
        [
            "ERROR HttpPayload a#OInput: "
            "not explicitly bound to the HTTP message: `rest`"
        ],
    ),
    "hosts tell operations apart": (
        """
        service S { version: "1", operations: [A, B] }
        @endpoint(hostPrefix: "a.")
        @http(method: "POST", uri: "/")
        operation A {}
        @endpoint(hostPrefix: "b.")
        @http(method: "POST", uri: "/")
        operation B {}
        """,
        [],
    ),
    "query literals tell operations apart": (
        """
        service S { version: "1", operations: [A, B] }
        @http(method: "POST", uri: "/x?y")
        operation A {}
        @http(method: "POST", uri: "/x?z")
        operation B {}
        """,
        [],
    ),
    "names of labels do not": (
        """
        service S { version: "1", operations: [A, B] }
        @http(method: "POST", uri: "/{x}")
        operation A { input := { @required @httpLabel x: String } }
        @http(method: "POST", uri: "/{y}")
        operation B { input := { @required @httpLabel y: String } }
        """,
        [
            "ERROR HttpUriConflict a#A: in the same service: [`a#B` (/{y})]",
            "ERROR HttpUriConflict a#B: in the same service: [`a#A` (/{x})]",
        ],
    ),
    "a rename that changes nothing": (
        """
        service S { version: "1", operations: [O], rename: { "a#T": "T" } }
        operation O { input := { t: T } }
        structure T {}
        """,
        ["ERROR Service a#S: Service rename for `a#T` does not actually change"],
    ),
    "values of enums are unique": (
        """
        enum E {
            A = "x"
            B = "x"
        }
        intEnum I {
            A = 1
            B = 1
        }
        """,
        [
            "ERROR EnumShape a#E$B: Multiple enum members found with duplicate value",
            "ERROR EnumShape a#I$B: Multiple intEnum members found with duplicate",
        ],
    ),
    "a default of a blob is base64": (
        """
        structure S {
            a: Blob = "eA=="
            b: Blob = "x"
            c: Blob = ""
        }
        """,
        ["WARNING DefaultTrait a#S$b: should be a valid base64 string"],
    ),
    "a binding that some uses ignore": (
        """
        @http(method: "POST", uri: "/")
        operation O { input: S, output: S }
        structure S { @httpQuery("q") q: String, @httpHeader("H") h: String }
        """,
        [
            "WARNING HttpBindingTraitIgnored.Input a#S$q: "
            "ignored in some contexts: {output: [a#O]}"
        ],
    ),
    "an idempotency token outside of an input": (
        "structure S { @idempotencyToken t: String }\nlist L { member: S }",
        ["WARNING IdempotencyTokenIgnored a#S$t: {member target: [a#L$member]}"],
    ),
    "a host that is an address": (
        '@xmlNamespace(uri: "http://[::1]/x")\nstructure S {}',
        [],
    ),
    "unions ignore defaults": (
        "union U { a: PrimitiveInteger }",
        ["NOTE Union a#U$a: a shape with a default value of `0`"],
    ),
    "an operation bound by its output alone is no input": (
        """
        operation GetA { input: GetAIn, output: GetAIn }
        @input
        structure GetAIn {}
        """,
        ["ERROR OperationInputOutputMisuse a#GetA: Operation `output` cannot target"],
    ),
}


@pytest.mark.parametrize(("shapes", "expected"), CASES.values(), ids=CASES.keys())
def test_a_model_gives_these_events(
    events: Events, shapes: str, expected: list[str]
) -> None:
    found = events(shapes)
    assert len(found) == len(expected), found
    for event, wanted in zip(sorted(found), sorted(expected), strict=True):
        head, part = wanted.split(": ", 1)
        severity, id, shape = head.split(" ")
        assert event.startswith(f"[{severity}] {shape}: "), event
        assert event.endswith(f" | {id}"), event
        assert part in event


@pytest.mark.parametrize(
    ("uri", "problem"),
    [
        ("x", "URI pattern must start with '/'. Found x"),
        ("/x?", "URI patterns must not end with '?'. Found /x?"),
        ("/x#y", "URI pattern must not contain a fragment. Found /x#y"),
        ("/x//y", "Segments must not be empty at index 3"),
        ("/{a}/{A}", "Label `A` is defined more than once in pattern: /{a}/{A}"),
        ("/a{b}", "Literal segments must not contain `{` or `}` characters."),
        ("/{}", "Empty label declaration in pattern at index 1."),
        ("/{a-b}", "Invalid label name in pattern: 'a-b' at index 1."),
        ("/x?{a}", "URI labels must not appear in the query string. Found /x?{a}"),
        ("/x?a&a=1", "Literal query parameters must not be repeated: /x?a&a=1"),
    ],
)
def test_a_uri_that_is_none_is_an_error_of_reading(
    events: Events, uri: str, problem: str
) -> None:
    found = events(f'@http(method: "POST", uri: "{uri}")\noperation O {{}}')
    assert len(found) == 1
    assert found[0].startswith(f"[ERROR] a#O: Error creating trait `http`: {problem}")


def test_references_that_do_not_resolve_hide_everything_else(events: Events) -> None:
    found = events("@length(min: -1)\nlist L { member: Missing }")
    assert [event.rpartition(" | ")[2] for event in found] == ["Target.UnresolvedShape"]


def test_large_circles_are_reported_once_and_in_short(events: Events) -> None:
    size = 3000
    lists = (f"list L{i} {{ member: L{(i + 1) % size} }}" for i in range(size))
    found = events("\n".join(lists))
    assert len(found) == 1
    assert len(found[0]) < 10_000


def test_many_equal_uris_do_not_list_each_other(events: Events) -> None:
    names = [f"O{i}" for i in range(300)]
    operations = (f'@http(method: "POST", uri: "/")\noperation {n} {{}}' for n in names)
    service = f'service S {{ version: "1", operations: [{", ".join(names)}] }}'
    found = events("\n".join([service, *operations]))
    assert len(found) == len(names)
    assert max(len(event) for event in found) < 10_000


@pytest.mark.parametrize("bound", ["true", '"a"', "null", "[]"])
def test_a_bound_that_is_no_number_is_a_wrong_trait_and_no_more(
    events: Events, bound: str
) -> None:
    found = events(f"@range(min: {bound})\n@default(0)\ninteger I")
    assert found
    assert all(event.endswith("TraitValue") for event in found)
