"""The traits of errors (https://smithy.io/2.0/spec/type-refinement-traits.html)."""

from smithwright.sources.c2j.schema import Shape
from smithwright.sources.document import Json


def error_traits(shape: Shape) -> dict[str, Json]:
    """Returns the traits that make a structure an error."""
    error = shape.get("error", {})
    status = error.get("httpStatusCode")
    server = shape.get("fault") or (
        status is not None and status >= 500 and not error.get("senderFault")
    )
    fault = "server" if server else "client"
    traits: dict[str, Json] = {"smithy.api#error": fault}
    if status is not None:
        traits["smithy.api#httpError"] = status
    if "code" in error:
        traits["aws.protocols#awsQueryError"] = {
            "code": error["code"],
            "httpResponseCode": status or (500 if server else 400),
        }
    if "retryable" in shape:
        throttling = shape["retryable"].get("throttling")
        traits["smithy.api#retryable"] = {"throttling": True} if throttling else {}
    return traits
