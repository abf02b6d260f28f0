"""Models that are larger or deeper than those of services."""

from __future__ import annotations

HEAD = """\
@restJson1 @awsJson1_0 @awsJson1_1 @restXml @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
@xmlNamespace(uri: "https://example.com/")
service Service { version: "1", operations: [%s] }
"""

ACT = """\
@http(method: "POST", uri: "/")
operation Act {
    input := { value: %(shape)s }
    output := { value: %(shape)s }
    errors: [Fault]
}
@error("client")
structure Fault { message: String, value: %(shape)s }
"""


def one_operation(shape: str, shapes: str) -> str:
    """Returns the model of an operation that takes and returns a shape."""
    return HEAD % "Act" + ACT % {"shape": shape} + shapes


def tree(maps: bool) -> str:
    """Returns a structure that leads to itself in each way there is."""
    return one_operation(
        "Tree",
        f"""
structure Tree {{
    text: String
    other: Tree
    many: Trees
    {"map: TreeMap" if maps else ""}
    choice: Choice
    leaf: Leaf
}}
list Trees {{ member: Tree }}
{"map TreeMap { key: String, value: Tree }" if maps else ""}
union Choice {{ tree: Tree, many: Trees, text: String }}
structure Leaf {{ secret: Secret, tree: Tree }}
@sensitive string Secret
""",
    )


def chain(links: int) -> str:
    """Returns structures of which each one has the next as a member."""
    shapes = [
        f"structure Link{number} {{ text: String, @required next: Link{number + 1} }}"
        for number in range(links)
    ]
    shapes.append(f"structure Link{links} {{ @required text: String }}")
    return one_operation("Link0", "\n".join(shapes))


def wide(members: int, values: int) -> str:
    """Returns a structure of many members of all kinds, and an enum of many values."""
    kinds = ("String", "Integer", "Timestamp", "Texts", "Kind", "Inner")
    held = "\n".join(
        f"member{number}: {kinds[number % len(kinds)]}" for number in range(members)
    )
    known = "\n".join(f'KIND_{number} = "kind-{number}"' for number in range(values))
    return one_operation(
        "Wide",
        f"""
structure Wide {{
{held}
}}
list Texts {{ member: String }}
structure Inner {{ @required text: String }}
enum Kind {{
{known}
}}
""",
    )


def many_operations(number: int) -> str:
    """Returns operations, each with a structure of its own and one of all."""
    names = [f"Do{index}" for index in range(number)]
    return HEAD % ", ".join(names) + "".join(f"""
@http(method: "POST", uri: "/{name}")
operation {name} {{
    input := {{ own: Own{name}, common: Common }}
    output := {{ own: Own{name} }}
}}
structure Own{name} {{ text: String }}
""" for name in names) + "structure Common { text: String }"
