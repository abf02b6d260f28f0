"""Timestamps, as services write them and as requests hold them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.inline import ALL_PROTOCOLS, model_of, package_of, request, response

MODEL = """
@restJson1 @restXml @awsJson1_0 @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor @rpcv2Json
service Clock { version: "1", operations: [Act, Ask] }

@http(method: "POST", uri: "/act")
operation Act {
    input := { times: Times, dates: TimeList }
    output := { times: Times, dates: TimeList }
}
@http(method: "POST", uri: "/ask/{at}")
operation Ask {
    input := {
        @required @httpLabel at: Timestamp
        @httpHeader("x-time") time: Timestamp
        @httpHeader("x-dates") dates: TimeList
        @httpQuery("q") query: Timestamp
        @httpQuery("e") @timestampFormat("epoch-seconds") epoch: Timestamp
    }
    output := {
        @httpHeader("x-plain") plain: Timestamp
        @httpHeader("x-moment") @timestampFormat("date-time") moment: Timestamp
        @httpHeader("x-date") @timestampFormat("http-date") date: Timestamp
        @httpHeader("x-epoch") @timestampFormat("epoch-seconds") epoch: Timestamp
        @httpHeader("x-dates") dates: TimeList
        @httpHeader("x-moments") moments: Moments
    }
}
structure Times {
    plain: Timestamp
    @timestampFormat("date-time") moment: Timestamp
    @timestampFormat("http-date") date: Timestamp
    @timestampFormat("epoch-seconds") epoch: Timestamp
}
list TimeList { member: Timestamp }
@timestampFormat("date-time")
timestamp Moment
list Moments { member: Moment }
"""
TIME = datetime(2023, 7, 18, 12, 4, 24, tzinfo=UTC)
FRACTION = TIME.replace(microsecond=250000)
FORMS = {
    "2023-07-18T12:04:24Z": TIME,
    "2023-07-18T12:04:24": TIME,
    "2023-07-18 12:04:24": TIME,
    "2023-07-18T12:04:24.25": FRACTION,
    "2023-07-18T14:04:24.250000+02:00": FRACTION,
    "2023-07-18T12:04:24.250000000Z": FRACTION,
    "2023-07-18T12:04:24+0000": TIME,
    "Tue, 18 Jul 2023 12:04:24 GMT": TIME,
    "Tue, 18 Jul 2023 12:04:24.250 GMT": FRACTION,
    "Tue, 18 Jul 2023 14:04:24 +0200": TIME,
    "Tuesday, 18-Jul-23 12:04:24 GMT": TIME,
    "Tue Jul 18 12:04:24 2023": TIME,
    "1689681864": TIME,
    "1689681864.25": FRACTION,
    "1.68968186425E9": FRACTION,
    '"2023-07-18T12:04:24Z"': TIME,
    " 2023-07-18T12:04:24Z\n": TIME,
}
MEMBERS = ["plain", "moment", "date", "epoch"]
BEFORE_YEAR_1 = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
AFTER_YEAR_9999 = datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))


@cache
def package(protocol: str) -> ModuleType:
    return package_of(model_of(MODEL), Path(mkdtemp()), protocol)


# Any: what a generated package returns has no static type here.
def read(protocol: str, member: str, value: object) -> Any:
    """Returns the output of a response whose body has one timestamp, and a list."""
    body: str | bytes
    if protocol == "rpcv2Cbor":
        body = cbor2.dumps({"times": {member: value}, "dates": [value]})
    elif "son" in protocol.lower():
        body = json.dumps({"times": {member: value}, "dates": [value]})
    else:
        item = "item" if protocol == "ec2Query" else "member"
        inner = f"<times><{member}>{value}</{member}></times>"
        inner += f"<dates><member>{value}</member></dates>"
        if protocol == "awsQuery":
            inner = f"<ActResult>{inner}</ActResult>"
        body = f"<A>{inner}</A>".replace("<member>", f"<{item}>")
        body = body.replace("</member>", f"</{item}>")
    return response(package(protocol), "Act", body)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("member", MEMBERS)
def test_a_body_may_write_a_timestamp_in_any_form(protocol: str, member: str) -> None:
    for text, expected in FORMS.items():
        output = read(protocol, member, text)
        found = getattr(output.times, member)
        assert (found, found.utcoffset() is None) == (expected, False), text
        assert [*output.dates] == [expected]


@pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
@pytest.mark.parametrize("member", MEMBERS)
def test_a_header_may_write_a_timestamp_in_any_form(protocol: str, member: str) -> None:
    for text, expected in FORMS.items():
        headers = {f"x-{member}": text.strip("\n")}
        output = response(package(protocol), "Ask", headers=headers)
        found = getattr(output, member)
        assert (found, found.utcoffset() is None) == (expected, False), text


@pytest.mark.parametrize("header", ["dates", "moments"])
@pytest.mark.parametrize("first", FORMS)
def test_a_list_in_a_header_may_mix_the_forms(header: str, first: str) -> None:
    for second, expected in FORMS.items():
        text = f"{first.strip()}, {second.strip()}"
        output = response(package("restJson1"), "Ask", headers={f"x-{header}": text})
        assert getattr(output, header) == (FORMS[first], expected), second


@pytest.mark.parametrize(
    "text",
    [
        "noon",
        "Thu",
        "2023-02-30T00:00:00Z",
        "1e400",
        "-1e15",
        "9" * 50,
        "0001-01",
        "10:30",
    ],
)
def test_what_is_no_timestamp_is_refused_everywhere(text: str) -> None:
    made = package("restJson1")
    for header in ("plain", "dates", "moments"):
        with pytest.raises(made.ResponseError, match="timestamp"):
            response(made, "Ask", headers={f"x-{header}": text})
    for protocol in ("restJson1", "restXml", "rpcv2Cbor", "awsQuery"):
        with pytest.raises(package(protocol).ResponseError) as found:
            read(protocol, "plain", text)
        assert text not in str(found.value)


def test_a_moment_that_utc_does_not_have_is_none() -> None:
    made = package("restJson1")
    for text in ("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"):
        with pytest.raises(made.ResponseError):
            response(made, "Ask", headers={"x-moment": text})


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_all_that_is_read_can_be_compared_and_sent_back(protocol: str) -> None:
    naive = read(protocol, "moment", "2023-07-18T12:04:24").times
    aware = read(protocol, "moment", "2023-07-18T13:04:24+00:00").times
    assert naive.moment < aware.moment
    definition = package(protocol).OPERATIONS["Act"]
    value = definition.input_type(times=naive)
    assert definition.serialize(value, package(protocol).Config()).body


@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),
    st.integers(-720, 720),
)
def test_a_timestamp_is_cut_to_what_its_format_holds(
    naive: datetime, minutes: int
) -> None:
    time = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    times = dict.fromkeys(("plain", "moment", "date"), time)
    sent = json.loads(request(package("restJson1"), "Act", times=times).body)["times"]
    exact = time.astimezone(UTC)
    cut = exact.replace(microsecond=exact.microsecond // 1000 * 1000)
    milliseconds = (cut - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert sent["plain"] == milliseconds / 1000
    assert datetime.fromisoformat(sent["moment"]) == cut
    date = datetime.strptime(sent["date"][5:], "%d %b %Y %H:%M:%S GMT")
    assert date.replace(tzinfo=UTC) == exact.replace(microsecond=0)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("time", [BEFORE_YEAR_1, AFTER_YEAR_9999], ids=["1", "9999"])
def test_a_moment_without_such_an_instant_is_refused_in_bodies(
    protocol: str, member: str, time: datetime
) -> None:
    with pytest.raises(package(protocol).BuildError, match="9999"):
        request(package(protocol), "Act", times={member: time})
    with pytest.raises(package(protocol).BuildError, match="9999"):
        request(package(protocol), "Act", dates=[TIME, time])


@pytest.mark.parametrize("member", ["at", "time", "dates", "query", "epoch"])
@pytest.mark.parametrize("time", [BEFORE_YEAR_1, AFTER_YEAR_9999], ids=["1", "9999"])
def test_a_moment_without_such_an_instant_is_refused_elsewhere(
    member: str, time: datetime
) -> None:
    members: dict[str, object] = {
        "at": TIME,
        member: [time] if member == "dates" else time,
    }
    with pytest.raises(package("restJson1").BuildError, match="9999"):
        request(package("restJson1"), "Ask", **members)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@pytest.mark.parametrize("member", MEMBERS)
def test_the_first_and_the_last_moment_are_sent(protocol: str, member: str) -> None:
    for time in (datetime.min, datetime.max):
        times = {member: time.replace(tzinfo=UTC)}
        assert request(package(protocol), "Act", times=times).body
