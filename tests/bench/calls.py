"""Serialising and parsing one call, against botocore and JSON codecs."""

from __future__ import annotations

import json

import msgspec
import orjson

from amazon_connect import OPERATIONS, Config, HttpResponse, ServiceError
from tests.bench.chat import ERROR, INPUT, OUTPUT, PARAMETERS
from tests.bench.peers import Peer
from tests.bench.report import Result, Target
from tests.bench.timing import in_turns

_ROUNDS = 200

_OPERATION = OPERATIONS["StartChatContact"]
_PEER = Peer("connect", "StartChatContact")
_ALL = Config(region="us-west-2")
_REQUIRED = Config(region="us-west-2", validate="required")


def serialising() -> Result:
    """Measures from a filled input to the request."""
    serialize = _OPERATION.serialize
    encode = msgspec.json.Encoder().encode
    times = in_turns(
        {
            "all checks": lambda: serialize(INPUT, _ALL),
            "required only": lambda: serialize(INPUT, _REQUIRED),
            "make_operation, all checks": lambda: INPUT.make_operation(_ALL),
            "botocore with validation": _PEER.serializer(PARAMETERS, validate=True),
            "botocore without": _PEER.serializer(PARAMETERS, validate=False),
            "json.dumps of the dict": lambda: json.dumps(PARAMETERS).encode(),
            "msgspec of the dict": lambda: encode(PARAMETERS),
            "orjson of the dict": lambda: orjson.dumps(PARAMETERS),
        },
        _ROUNDS,
    )
    return Result(
        "serialise StartChatContact, 10 members",
        times,
        ["all checks", "required only"],
        [
            Target("botocore with validation", "all checks", 15),
            Target("botocore with validation", "required only", 30),
        ],
    )


def parsing() -> Result:
    """Measures from a response to the output."""
    decode = msgspec.json.Decoder().decode
    times = in_turns(
        {
            "parse": lambda: _OPERATION.parse(OUTPUT),
            "botocore": _PEER.output_parser(OUTPUT.status, OUTPUT.headers, OUTPUT.body),
            "json.loads": lambda: json.loads(OUTPUT.body),
            "msgspec to a dict": lambda: decode(OUTPUT.body),
            "orjson to a dict": lambda: orjson.loads(OUTPUT.body),
        },
        _ROUNDS,
    )
    return Result(
        f"parse its output, {len(OUTPUT.body):,} bytes",
        times,
        ["parse"],
        [Target("botocore", "parse", 6)],
    )


def parsing_errors() -> Result:
    """Measures from a response to the error, raised and caught on our side."""
    times = in_turns(
        {
            "parse": lambda: _caught(ERROR),
            "botocore": _PEER.error_parser(ERROR.status, ERROR.headers, ERROR.body),
            "json.loads": lambda: json.loads(ERROR.body),
        },
        _ROUNDS,
    )
    return Result("parse a modeled error", times, ["parse"])


def _caught(response: HttpResponse) -> ServiceError:
    try:
        _OPERATION.parse(response)
    except ServiceError as error:
        return error
    raise AssertionError("an error response was parsed as an output")
