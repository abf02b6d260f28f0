"""S3: buckets in the host, keys with dots, errors behind a status of success.

https://smithy.io/2.0/aws/customizations/s3-customizations.html
"""

from __future__ import annotations

from smithwright.plan.customs import Customs, Redirection
from smithwright.plan.fields import Field, Record
from smithwright.plan.types import Kind
from smithwright.plan.wire import Address, Label

_RESULTS_OF_COPIES = ("CopyObjectResult", "CopyPartResult")


class S3(Customs):
    """What AWS's own clients do for the service."""

    def may_be_invalid(self, field: Field) -> bool:
        """Returns whether a header of a response may be anything, and is None then.

        The service returns the `Expires` that somebody has once stored, which need not
        be a date.
        """
        return field.member == "Expires"

    def is_always_sent(self, payload: Field) -> bool:
        """Returns whether a response without its payload is no success.

        The service says what it has copied. An answer that ends before that is a copy
        that failed.
        """
        return payload.member in _RESULTS_OF_COPIES

    def holds_dots(self, member: str) -> bool:
        """Returns whether segments of dots mean nothing in a label: in a key."""
        return member == "Key"

    def redirection(
        self, operation: str, address: Address, input: Record
    ) -> Redirection | None:
        """Returns what puts a bucket's name into the host."""
        bucket = input.field("Bucket")
        # Who asks where a bucket is cannot sign for its region, which a host with the
        # bucket's name leads to.
        if bucket is None or operation == "GetBucketLocation":
            return None
        if not _starts_with_bucket(address.path):
            return None
        return Redirection("buckets", "in_bucket", bucket, depends_on_config=True)

    def may_fail_late(self, payload: Field | None) -> bool:
        """Returns whether a body may hold an error after a status of success.

        https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
        """
        return payload is None or payload.type.kind is Kind.STRUCTURE


def _starts_with_bucket(path: tuple[str | Label, ...]) -> bool:
    if path[:2] != ("/", Label("Bucket", is_greedy=False)):
        return False
    return all(isinstance(part, str) and part.startswith("/") for part in path[2:3])
