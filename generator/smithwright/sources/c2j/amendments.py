"""What AWS's own Smithy models say and its C2J files leave out or put elsewhere.

Each amendment says it in C2J's own words for other shapes, so that the conversion
itself knows no special case.
"""

from smithwright.sources.c2j.schema import Api, Ref, Shape

# Unions that C2J calls plain structures.
_UNIONS = {
    "CloudDirectory": ("TypedAttributeValue",),
    "DynamoDB": ("AttributeValue",),
    "DynamoDB Streams": ("AttributeValue",),
    "IoT": ("AssetPropertyVariant",),
    "QuickSight": ("DataSourceParameters", "PhysicalTable", "TransformOperation"),
    "S3": ("AnalyticsFilter", "MetricsFilter"),
    "SageMaker": ("TrialComponentParameterValue",),
    "XRay": ("AnnotationValue",),
    "kendra": ("DocumentAttributeValue",),
}

# Shapes whose type in C2J serves one client library only.
_TYPES = {"S3": {"Expires": "timestamp"}}


def amended(api: Api) -> Api:
    """Returns a copy of a model with the amendments made."""
    sdk_id = api["metadata"]["serviceId"]
    shapes = dict(api["shapes"])
    for name in _UNIONS.get(sdk_id, ()):
        if name in shapes:
            shapes[name] = {**shapes[name], "union": True}
    for name, shape_type in _TYPES.get(sdk_id, {}).items():
        if name in shapes:
            shapes[name] = {**shapes[name], "type": shape_type}
    _document_outputs(api, shapes)
    _separate_targets(shapes)
    return {**api, "shapes": shapes}


def _document_outputs(api: Api, shapes: dict[str, Shape]) -> None:
    """Moves an output's documentation from the operation to the undocumented shape."""
    for operation in api["operations"].values():
        output = operation.get("output")
        if output is None or not output.get("documentation"):
            continue
        shape = shapes.get(output["shape"])
        if shape is not None and "documentation" not in shape:
            documentation = output.get("documentation", "")
            shapes[output["shape"]] = {**shape, "documentation": documentation}


def _separate_targets(shapes: dict[str, Shape]) -> None:
    """Gives targets of their own to members with what Smithy says on targets."""
    for name, shape in list(shapes.items()):
        if "member" in shape:
            member = _separate_target(shape["member"], shapes)
            shapes[name] = {**shape, "member": member}
        elif "members" in shape:
            members = {
                key: _separate_target(member, shapes)
                for key, member in shape["members"].items()
            }
            shapes[name] = {**shape, "members": members}


def _separate_target(member: Ref, shapes: dict[str, Shape]) -> Ref:
    """Points a JSON-in-a-string or streaming member at such a variant of its target.

    https://smithy.io/2.0/spec/streaming.html and
    https://smithy.io/2.0/spec/protocol-traits.html#mediatype-trait put both on the
    shape, which here has other members for which they don't hold.
    """
    name = member["shape"]
    target = shapes.get(name)
    if target is None:
        return member
    own: Shape
    if member.get("jsonvalue"):
        variant = f"SynthesizedJson{name}"
        own = {**target, "mediaType": "application/json"}
    elif member.get("streaming") and not target.get("streaming"):
        variant = f"Streaming{name}"
        own = {**target, "streaming": True}
    else:
        return member
    shapes.setdefault(variant, own)
    return {**member, "shape": variant}
