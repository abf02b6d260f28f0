"""STS, by awsQuery: credentials of a role, and who one is."""

from __future__ import annotations

from tests.bench.exchanges.exchange import REQUEST_ID, Exchange

_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"
_HEADERS = {"Content-Type": "text/xml", "x-amzn-RequestId": REQUEST_ID}


def _answer(operation: str, result: str) -> bytes:
    return f"""\
<{operation}Response xmlns="{_NAMESPACE}">
  <{operation}Result>
{result}
  </{operation}Result>
  <ResponseMetadata>
    <RequestId>{REQUEST_ID}</RequestId>
  </ResponseMetadata>
</{operation}Response>
""".encode()


_CREDENTIALS = f"""\
    <AssumedRoleUser>
      <AssumedRoleId>AROA3XFRBF535PLBIFPI4:deployment-1729</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/deploy/deployment-1729</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
      <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>
      <SessionToken>{"AQoDYXdzEPT//////////wEXAMPLE" * 16}</SessionToken>
      <Expiration>2026-03-01T12:00:00Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>"""

_IDENTITY = """\
    <Arn>arn:aws:sts::123456789012:assumed-role/deploy/deployment-1729</Arn>
    <UserId>AROA3XFRBF535PLBIFPI4:deployment-1729</UserId>
    <Account>123456789012</Account>"""

ASSUME_ROLE = Exchange(
    service="sts",
    operation="AssumeRole",
    protocol="awsQuery",
    parameters={
        "RoleArn": "arn:aws:iam::123456789012:role/deploy",
        "RoleSessionName": "deployment-1729",
        "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
        "DurationSeconds": 3600,
        "Tags": [
            {"Key": "Project", "Value": "smithwright"},
            {"Key": "Cost-Center", "Value": "12 345"},
        ],
        "TransitiveTagKeys": ["Project", "Cost-Center"],
        "ExternalId": "customer-000042",
    },
    holds="credentials",
    headers=_HEADERS,
    body=_answer("AssumeRole", _CREDENTIALS),
    request_target=4,
    response_target=4,
)

GET_CALLER_IDENTITY = Exchange(
    service="sts",
    operation="GetCallerIdentity",
    protocol="awsQuery",
    parameters={},
    holds="3 texts",
    headers=_HEADERS,
    body=_answer("GetCallerIdentity", _IDENTITY),
    request_target=4,
    response_target=4,
)
