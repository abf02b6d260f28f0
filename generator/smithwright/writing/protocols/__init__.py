"""How operations are written: an envelope and a codec for each protocol."""

from __future__ import annotations

from typing import Final

from smithwright.plan.protocols.protocol import Envelope, Format, Protocol
from smithwright.writing.protocols import interfaces
from smithwright.writing.protocols.codecs.cbor import CborCodec
from smithwright.writing.protocols.codecs.form import FormCodec
from smithwright.writing.protocols.codecs.json import JsonCodec
from smithwright.writing.protocols.codecs.xml import XmlCodec
from smithwright.writing.protocols.envelopes.form import FormEnvelope
from smithwright.writing.protocols.envelopes.rest import RestEnvelope
from smithwright.writing.protocols.envelopes.rpc import AwsRpcEnvelope, RpcV2Envelope

_CODECS: Final[dict[Format, interfaces.Codec]] = {
    Format.JSON: JsonCodec(),
    Format.RPC_JSON: JsonCodec("rpc_json", writes_big_numbers=True),
    Format.CBOR: CborCodec(),
    Format.XML: XmlCodec(),
    Format.AWS_FORM: FormCodec(XmlCodec("read_result")),
    Format.EC2_FORM: FormCodec(XmlCodec(), writes_empty_lists=False),
}


def codec_of(protocol: Protocol) -> interfaces.Codec:
    """Returns what writes and reads a protocol's documents."""
    return _CODECS[protocol.format]


def envelope_of(protocol: Protocol) -> interfaces.Envelope:
    """Returns what writes requests and reads responses of a protocol."""
    codec, media_type = codec_of(protocol), protocol.media_type
    match protocol.envelope:
        case Envelope.REST:
            return RestEnvelope(codec, media_type)
        case Envelope.AWS_RPC:
            return AwsRpcEnvelope(codec, media_type)
        case Envelope.RPC_V2:
            return RpcV2Envelope(codec, media_type, protocol.name)
        case Envelope.FORM:
            return FormEnvelope(codec, media_type)
