"""Smithy's diff events: ids and severities as Smithy's own tool gives them.

Each case is a pair of models and all events of their differences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from tests.conftest import ROOT

from smithy_parser import Document, Model, load_model
from smithy_parser.diff import diff

# The IDL wants a line for each statement, the cases are easier to read on one.
_BREAKS = re.compile(
    r" (?=}|@|(?:enum|integer|intEnum|list|map|operation|resource|service|string"
    r"|structure|union|[a-z]:) )"
)


def idl(text: str) -> Model:
    """A model in the namespace `a`; metadata stands before the namespace."""
    namespace = "" if text.startswith("metadata") else "namespace a"
    lines = ('$version: "2.0"', namespace, _BREAKS.sub("\n", text))
    return load_model(Document("a.smithy", "\n".join(lines)))


@dataclass(frozen=True)
class Case:
    """Two models and the events of their differences."""

    name: str
    old: str
    new: str
    events: str
    """`SEVERITY id shape`, one a line."""


ENUM = 'enum E {\n A = "a"\n B = "b" }'
SERVICE = 'service S { version: "1" '
OPERATION = "operation O { input: I output: P errors: [F] }"
STRUCTURES = """
    structure I {}
    structure P {}
    structure Q { @required m: String }
    @error("client") structure F {}
    @error("client") structure G {}
"""
PAGINATED = """
    operation O { input: I output: P }
    structure I { t: String n: Integer }
    structure P { t: String s: L }
    list L { member: String }
"""
AUTH = """
    use aws.auth#sigv4
    use aws.auth#sigv4a
"""
TRAIT = "@trait structure t"

CASES = [
    # Shapes and members.
    Case("shape added", "", "structure B {}", "NOTE AddedShape a#B"),
    Case(
        "shape added with members",
        "",
        "structure B { c: String }",
        "NOTE AddedShape a#B",
    ),
    Case(
        "member added",
        "structure B {}",
        "structure B { c: String }",
        """
        NOTE AddedShape a#B$c""",
    ),
    Case("structure removed", "structure B {}", "", "ERROR RemovedShape a#B"),
    Case("scalar removed", "string B", "", "WARNING RemovedShape.ScalarShape a#B"),
    Case("list removed", "list B { member: String }", "", "ERROR RemovedShape a#B"),
    Case("enum removed", ENUM, "", "ERROR RemovedShape a#E"),
    Case("document removed", "document B", "", "ERROR RemovedShape a#B"),
    Case(
        "string with the old enum trait removed",
        '@enum([{value: "a"}]) string B',
        "",
        "ERROR RemovedShape a#B",
    ),
    Case("private shape removed", "@private structure B {}", "", ""),
    Case(
        "member removed",
        "structure B { c: String }",
        "structure B {}",
        """
        ERROR RemovedShape a#B$c""",
    ),
    Case(
        "type changed",
        "string B",
        "integer B",
        "ERROR ChangedShapeType a#B",
    ),
    Case(
        "members reordered",
        "structure B { c: String d: String }",
        "structure B { d: String c: String }",
        "DANGER ChangedMemberOrder a#B",
    ),
    Case(
        "member inserted",
        "union B { c: String }",
        "union B { d: String c: String }",
        """
        DANGER ChangedMemberOrder a#B
        NOTE AddedShape a#B$d""",
    ),
    Case(
        "trait defined",
        "",
        TRAIT + " {}",
        """
        NOTE AddedShape a#t
        NOTE AddedTraitDefinition a#t""",
    ),
    Case(
        "trait no longer defined",
        TRAIT + " {}",
        "",
        """
        ERROR RemovedShape a#t
        ERROR RemovedTraitDefinition a#t""",
    ),
    # Targets.
    Case(
        "compatible target",
        "structure B { c: X } string X string Y",
        "structure B { c: Y } string X string Y",
        "WARNING ChangedMemberTarget a#B$c",
    ),
    Case(
        "target of another type",
        "structure B { c: X } string X integer Y",
        "structure B { c: Y } string X integer Y",
        "ERROR ChangedMemberTarget a#B$c",
    ),
    Case(
        "other structure",
        "structure B { c: X } structure X {} structure Y {}",
        "structure B { c: Y } structure X {} structure Y {}",
        "ERROR ChangedMemberTarget a#B$c",
    ),
    Case(
        "other enum",
        "structure B { c: X } enum X { A } enum Y { A }",
        "structure B { c: Y } enum X { A } enum Y { A }",
        "ERROR ChangedMemberTarget a#B$c",
    ),
    Case(
        "target with a narrower length",
        "structure B { c: X } @length(max: 9) string X @length(max: 8) string Y",
        "structure B { c: Y } @length(max: 9) string X @length(max: 8) string Y",
        "ERROR ChangedMemberTarget a#B$c",
    ),
    Case(
        "target with a harmless trait",
        "structure B { c: X } string X @sensitive string Y",
        "structure B { c: Y } string X @sensitive string Y",
        "WARNING ChangedMemberTarget a#B$c",
    ),
    Case(
        "target that got dense",
        "list B { member: X } @sparse list X { member: String } "
        "list Y { member: String }",
        "list B { member: Y } @sparse list X { member: String } "
        "list Y { member: String }",
        "ERROR ChangedMemberTarget a#B$member",
    ),
    Case(
        "lists of compatible members",
        "map B { key: String value: X } list X { member: String } "
        "list Y { member: Z } string Z",
        "map B { key: String value: Y } list X { member: String } "
        "list Y { member: Z } string Z",
        "WARNING ChangedMemberTarget a#B$value",
    ),
    Case(
        "key of another type of string",
        "map B { key: String value: X } string X enum K { A }",
        "map B { key: K value: X } string X enum K { A }",
        "ERROR ChangedMemberTarget a#B$key",
    ),
    # Entities.
    Case(
        "operation bound to a service",
        SERVICE + "} operation O {}",
        SERVICE + "operations: [O] } operation O {}",
        "NOTE AddedOperationBinding.ToService.O a#S",
    ),
    Case(
        "operation no longer bound to a service",
        SERVICE + "operations: [O] } operation O {}",
        SERVICE + "} operation O {}",
        "ERROR RemovedOperationBinding.FromService.O a#S",
    ),
    Case(
        "operation moved to a resource",
        SERVICE + "operations: [O] resources: [R] } operation O {} resource R {}",
        SERVICE + "resources: [R] } operation O {} resource R { operations: [O] }",
        """
        NOTE RemovedOperationBinding.FromService.O a#S
        NOTE AddedOperationBinding.ToResource.O a#R""",
    ),
    Case(
        "operation no longer bound to a resource",
        "resource R { operations: [O] } operation O {}",
        "resource R {} operation O {}",
        "ERROR RemovedOperationBinding.FromResource.O a#R",
    ),
    Case(
        "resource bound to a service",
        SERVICE + "} resource R {}",
        SERVICE + "resources: [R] } resource R {}",
        "NOTE AddedResourceBinding.ToService.R a#S",
    ),
    Case(
        "resource bound to a resource",
        "resource R {} resource Q {}",
        "resource R { resources: [Q] } resource Q {}",
        "NOTE AddedResourceBinding.ToResource.Q a#R",
    ),
    Case(
        "resource no longer bound to a service",
        SERVICE + "resources: [R] } resource R {}",
        SERVICE + "} resource R {}",
        "ERROR RemovedResourceBinding.FromService.R a#S",
    ),
    Case(
        "resource no longer bound to a resource",
        "resource R { resources: [Q] } resource Q {}",
        "resource R {} resource Q {}",
        "ERROR RemovedResourceBinding.FromResource.Q a#R",
    ),
    Case(
        "other identifiers",
        "resource R { identifiers: { a: String } }",
        "resource R { identifiers: { b: String } }",
        "ERROR ChangedResourceIdentifiers a#R",
    ),
    Case(
        "shape of the service renamed",
        SERVICE + "operations: [O] } operation O { input: I } structure I {}",
        SERVICE + 'operations: [O] rename: { "a#I": "J" } } '
        "operation O { input: I } structure I {}",
        "ERROR ServiceRename a#S",
    ),
    Case(
        "rename removed",
        SERVICE + 'operations: [O] rename: { "a#I": "J" } } '
        "operation O { input: I } structure I {}",
        SERVICE + "operations: [O] } operation O { input: I } structure I {}",
        "ERROR ServiceRename a#S",
    ),
    Case(
        "error of a service added",
        SERVICE + "}" + STRUCTURES,
        SERVICE + "errors: [F] }" + STRUCTURES,
        "WARNING AddedServiceError a#S",
    ),
    Case(
        "error of a service removed",
        SERVICE + "errors: [F] }" + STRUCTURES,
        SERVICE + "}" + STRUCTURES,
        "WARNING RemovedServiceError a#S",
    ),
    Case(
        "version of a service, which Smithy has no event for",
        SERVICE + "}",
        SERVICE.replace("1", "2") + "}",
        "",
    ),
    # Operations.
    Case(
        "other input",
        OPERATION + STRUCTURES,
        OPERATION.replace("I", "Q") + STRUCTURES,
        "ERROR ChangedOperationInput.From.a#I.To.a#Q a#O",
    ),
    Case(
        "input added",
        "operation O {} structure I {}",
        "operation O { input: I } structure I {}",
        "ERROR ChangedOperationInput.From.smithy.api#Unit.To.a#I a#O",
    ),
    Case(
        "other output",
        OPERATION + STRUCTURES,
        OPERATION.replace("P", "Q") + STRUCTURES,
        "ERROR ChangedOperationOutput.From.a#P.To.a#Q a#O",
    ),
    Case(
        "output removed",
        "operation O { output: P } structure P {}",
        "operation O {} structure P {}",
        "ERROR ChangedOperationOutput.From.a#P.To.smithy.api#Unit a#O",
    ),
    Case(
        "other error",
        OPERATION + STRUCTURES,
        OPERATION.replace("F", "G") + STRUCTURES,
        """
        WARNING AddedOperationError.G a#O
        WARNING RemovedOperationError.F a#O""",
    ),
    # Nullability.
    Case(
        "required member added",
        "structure B { c: String }",
        "structure B { c: String @required d: String }",
        """
        ERROR AddedRequiredMember a#B$d
        NOTE AddedShape a#B$d""",
    ),
    Case(
        "required member with a default added",
        "structure B {}",
        'structure B { @required c: String = "" }',
        "NOTE AddedShape a#B$c",
    ),
    Case(
        "required",
        "structure B { c: String }",
        "structure B { @required c: String }",
        "ERROR ChangedNullability.AddedRequiredTrait a#B$c",
    ),
    Case(
        "required in an input",
        "@input structure B { c: String }",
        "@input structure B { @required c: String }",
        "",
    ),
    Case(
        "no longer required",
        "structure B { @required c: String }",
        "structure B { c: String }",
        "ERROR ChangedNullability.RemovedRequiredTrait a#B$c",
    ),
    Case(
        "structure no longer required",
        "structure B { @required c: C } structure C {}",
        "structure B { c: C } structure C {}",
        "WARNING ChangedNullability.RemovedRequiredTrait.StructureOrUnion a#B$c",
    ),
    Case(
        "required replaced with a default",
        "structure B { @required c: String }",
        'structure B { @addedDefault c: String = "" }',
        "NOTE ModifiedTrait.Add.smithy.api#default a#B$c",
    ),
    Case(
        "default added",
        "structure B { c: String }",
        'structure B { c: String = "" }',
        """
        ERROR ChangedDefault a#B$c
        ERROR ChangedNullability.AddedDefaultTrait a#B$c
        NOTE ModifiedTrait.Add.smithy.api#default a#B$c""",
    ),
    Case(
        "clientOptional added",
        "structure B { @required c: String }",
        "structure B { @required @clientOptional c: String }",
        """
        ERROR ChangedNullability.AddedClientOptionalTrait a#B$c
        NOTE ModifiedTrait.Add.smithy.api#clientOptional a#B$c""",
    ),
    Case(
        "clientOptional removed",
        "structure B { @required @clientOptional c: String }",
        "structure B { @required c: String }",
        """
        ERROR ChangedNullability a#B$c
        WARNING ModifiedTrait.Remove.smithy.api#clientOptional a#B$c""",
    ),
    Case(
        "input trait added",
        "structure B { @required c: String }",
        "@input structure B { @required c: String }",
        """
        DANGER ChangedNullability.AddedInputTrait a#B$c
        ERROR TraitBreakingChange.Add.smithy.api#input a#B""",
    ),
    Case(
        "input trait removed",
        "@input structure B { @required c: String }",
        "structure B { @required c: String }",
        """
        ERROR ChangedNullability.RemovedInputTrait a#B$c
        ERROR TraitBreakingChange.Remove.smithy.api#input a#B""",
    ),
    # Defaults.
    Case(
        "default from zero to another",
        "structure B { c: Integer = 0 }",
        "structure B { c: Integer = 1 }",
        """
        ERROR ChangedDefault a#B$c
        NOTE ModifiedTrait.Update.smithy.api#default a#B$c""",
    ),
    Case(
        "default from one to another",
        "structure B { c: Integer = 2 }",
        "structure B { c: Integer = 1 }",
        """
        DANGER ChangedDefault a#B$c
        NOTE ModifiedTrait.Update.smithy.api#default a#B$c""",
    ),
    Case(
        "default of a shape",
        "integer B",
        "@default(1) integer B",
        """
        ERROR ChangedDefault a#B
        NOTE ModifiedTrait.Add.smithy.api#default a#B""",
    ),
    Case(
        "default removed",
        "structure B { @required c: Integer = 2 }",
        "structure B { @required c: Integer }",
        """
        ERROR ChangedDefault a#B$c
        WARNING ModifiedTrait.Remove.smithy.api#default a#B$c""",
    ),
    # Enums.
    Case(
        "value appended",
        ENUM,
        ENUM.replace("}", '\nC = "c" }'),
        """
        NOTE AddedShape a#E$C
        NOTE ChangedEnumTrait.Appended.2 a#E""",
    ),
    Case(
        "value inserted",
        ENUM,
        ENUM.replace("{", '{\nC = "c"\n'),
        """
        NOTE AddedShape a#E$C
        ERROR ChangedEnumTrait.OrderChanged.0 a#E""",
    ),
    Case(
        "value removed",
        ENUM,
        'enum E { A = "a" }',
        """
        ERROR RemovedShape a#E$B
        ERROR ChangedEnumTrait.Removed.1 a#E""",
    ),
    Case(
        "value renamed",
        ENUM,
        ENUM.replace("B", "C"),
        """
        ERROR RemovedShape a#E$B
        NOTE AddedShape a#E$C
        ERROR ChangedEnumTrait.NameChanged.1 a#E""",
    ),
    Case(
        "value changed",
        ENUM,
        ENUM.replace('"b"', '"c"'),
        """
        ERROR ChangedEnumTrait.Removed.1 a#E
        NOTE ChangedEnumTrait.Appended.1 a#E
        ERROR ModifiedTrait.Update.smithy.api#enumValue a#E$B""",
    ),
    Case(
        "old enum trait",
        '@enum([{value: "a"}, {value: "b"}]) string E',
        '@enum([{value: "c"}, {value: "a"}]) string E',
        """
        ERROR ChangedEnumTrait.Removed.1 a#E
        ERROR ChangedEnumTrait.OrderChanged.0 a#E""",
    ),
    Case(
        "old enum trait to enum",
        '@enum([{value: "a"}]) string E',
        'enum E { A = "a" \n B = "b" }',
        """
        ERROR ChangedEnumTrait.NameChanged.0 a#E
        NOTE ChangedEnumTrait.Appended.1 a#E
        ERROR TraitBreakingChange.Remove.smithy.api#enum a#E""",
    ),
    Case(
        "number of an intEnum",
        "intEnum E { A = 1 }",
        "intEnum E { A = 2 }",
        "ERROR ModifiedTrait.Update.smithy.api#enumValue a#E$A",
    ),
    # Constraints.
    Case(
        "longer minimum and shorter maximum",
        "@length(min: 1, max: 9) string B",
        "@length(min: 2, max: 8) string B",
        """
        ERROR ChangedLengthTrait a#B
        ERROR ChangedLengthTrait a#B
        NOTE ModifiedTrait.Update.smithy.api#length a#B""",
    ),
    Case(
        "wider length",
        "@length(min: 1, max: 9) string B",
        "@length(max: 10) string B",
        "NOTE ModifiedTrait.Update.smithy.api#length a#B",
    ),
    Case(
        "range with a maximum",
        "@range(min: 1) integer B",
        "@range(min: 1, max: 8) integer B",
        """
        ERROR ChangedRangeTrait a#B
        NOTE ModifiedTrait.Update.smithy.api#range a#B""",
    ),
    Case(
        "range added",
        "integer B",
        "@range(min: 1) integer B",
        "NOTE ModifiedTrait.Add.smithy.api#range a#B",
    ),
    # Traits.
    Case(
        "trait added",
        "structure B {}",
        "@sensitive structure B {}",
        "NOTE ModifiedTrait.Add.smithy.api#sensitive a#B",
    ),
    Case(
        "trait removed",
        '@documentation("x") structure B {}',
        "structure B {}",
        "WARNING ModifiedTrait.Remove.smithy.api#documentation a#B",
    ),
    Case(
        "trait updated",
        'structure B { @documentation("x") c: String }',
        'structure B { @documentation("y") c: String }',
        "NOTE ModifiedTrait.Update.smithy.api#documentation a#B$c",
    ),
    Case(
        "tagged trait",
        '@tags(["diff.danger.add"]) ' + TRAIT + " {} structure B {}",
        '@tags(["diff.danger.add"]) ' + TRAIT + " {} @t structure B {}",
        "DANGER ModifiedTrait.Add.a#t a#B",
    ),
    Case(
        "tagged contents of a trait",
        '@tags(["diff.contents"]) '
        + TRAIT
        + ' { @tags(["diff.error.const"]) c: String d: String }'
        + ' @t(c: "x", d: "x") structure B {}',
        '@tags(["diff.contents"]) '
        + TRAIT
        + ' { @tags(["diff.error.const"]) c: String d: String }'
        + ' @t(c: "y", d: "y") structure B {}',
        "ERROR ModifiedTrait.Update.a#t a#B",
    ),
    Case(
        "protocol name of a member",
        'structure B { @jsonName("x") c: String }',
        'structure B { @jsonName("y") c: String }',
        "ERROR TraitBreakingChange.Update.smithy.api#jsonName a#B$c",
    ),
    Case(
        "binding removed",
        'structure B { @httpHeader("x") c: String }',
        "structure B { c: String }",
        "ERROR TraitBreakingChange.Remove.smithy.api#httpHeader a#B$c",
    ),
    Case(
        "list that became sparse",
        "list B { member: String }",
        "@sparse list B { member: String }",
        "ERROR TraitBreakingChange.Add.smithy.api#sparse a#B",
    ),
    Case(
        "part of a trait added, which is no break",
        '@paginated(inputToken: "t", outputToken: "t") ' + PAGINATED.strip(),
        '@paginated(inputToken: "t", outputToken: "t", pageSize: "n") '
        + PAGINATED.strip(),
        "",
    ),
    Case(
        "part of a trait removed",
        '@paginated(inputToken: "t", outputToken: "t", pageSize: "n") '
        + PAGINATED.strip(),
        '@paginated(inputToken: "t", outputToken: "t") ' + PAGINATED.strip(),
        "ERROR TraitBreakingChange.Remove.smithy.api#paginated a#O",
    ),
    Case(
        "part of a trait added, which is noted",
        '@paginated(inputToken: "t", outputToken: "t") ' + PAGINATED.strip(),
        '@paginated(inputToken: "t", outputToken: "t", items: "s") '
        + PAGINATED.strip(),
        "NOTE TraitBreakingChange.Add.smithy.api#paginated a#O",
    ),
    Case(
        "breaking change rules of an own trait",
        '@trait(breakingChanges: [{ change: "any", path: "/c/member", '
        'severity: "DANGER", message: "mind" }]) structure t { c: C } '
        'list C { member: String } @t(c: ["x", "y"]) structure B {}',
        '@trait(breakingChanges: [{ change: "any", path: "/c/member", '
        'severity: "DANGER", message: "mind" }]) structure t { c: C } '
        'list C { member: String } @t(c: ["z"]) structure B {}',
        """
        DANGER TraitBreakingChange.Update.a#t a#B
        DANGER TraitBreakingChange.Remove.a#t a#B""",
    ),
    # Authentication.
    Case(
        "another scheme of signing",
        AUTH + '@sigv4(name: "x") ' + SERVICE + "}",
        AUTH + '@sigv4a(name: "x") ' + SERVICE + "}",
        """
        DANGER SigV4Migration a#S
        ERROR TraitBreakingChange.Remove.aws.auth#sigv4 a#S""",
    ),
    Case(
        "another order of schemes",
        AUTH
        + '@sigv4(name: "x") @sigv4a(name: "x") @auth([sigv4, sigv4a]) '
        + SERVICE
        + "}",
        AUTH
        + '@sigv4(name: "x") @sigv4a(name: "x") @auth([sigv4a, sigv4]) '
        + SERVICE
        + "}",
        """
        DANGER SigV4Migration a#S
        NOTE ModifiedTrait.Update.smithy.api#auth a#S""",
    ),
    # Metadata.
    Case("metadata added", "", "metadata x = 1", "NOTE AddedMetadata -"),
    Case(
        "metadata changed",
        "metadata x = 1",
        "metadata x = 2",
        """
        WARNING ChangedMetadata -""",
    ),
    Case("metadata removed", "metadata x = 1", "", "DANGER RemovedMetadata.x -"),
    # What the new model says about its events.
    Case(
        "suppressed",
        "@private structure X { c: X } structure B { c: String d: String }",
        '@private structure X { c: X } @suppress(["ChangedMemberOrder"]) '
        "structure B { d: String c: String }",
        """
        SUPPRESSED ChangedMemberOrder a#B
        NOTE ModifiedTrait.Add.smithy.api#suppress a#B""",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_two_models_differ_in_the_expected_events(case: Case) -> None:
    """A pair of models has the events that it should have, and no others."""
    differences = diff(idl(case.old), idl(case.new))
    assert differences
    found = {event for each in differences for event in each.events}
    shown = sorted(f"{e.severity} {e.id} {e.shape_id or '-'}" for e in found)
    expected = sorted(line.strip() for line in case.events.splitlines() if line.strip())
    assert shown == expected


IDS = {
    "AddedMetadata",
    "AddedOperationBinding",
    "AddedOperationError",
    "AddedRequiredMember",
    "AddedResourceBinding",
    "AddedServiceError",
    "AddedShape",
    "AddedTraitDefinition",
    "ChangedDefault",
    "ChangedEnumTrait",
    "ChangedLengthTrait",
    "ChangedMemberOrder",
    "ChangedMemberTarget",
    "ChangedMetadata",
    "ChangedNullability",
    "ChangedOperationInput",
    "ChangedOperationOutput",
    "ChangedRangeTrait",
    "ChangedResourceIdentifiers",
    "ChangedShapeType",
    "ModifiedTrait",
    "RemovedMetadata",
    "RemovedOperationBinding",
    "RemovedOperationError",
    "RemovedResourceBinding",
    "RemovedServiceError",
    "RemovedShape",
    "RemovedTraitDefinition",
    "ServiceRename",
    "SigV4Migration",
    "TraitBreakingChange",
}


def test_the_table_has_each_id() -> None:
    """No id of Smithy's is without a case."""
    covered = {
        line.split()[1].split(".")[0]
        for case in CASES
        for line in case.events.splitlines()
        if line.strip()
    }
    assert covered == IDS


def test_the_documentation_has_each_id() -> None:
    """No id of Smithy's is without a row."""
    text = (ROOT / "docs" / "changes.md").read_text("utf-8")
    assert {id for id in IDS if f"`{id}" not in text} == set()
