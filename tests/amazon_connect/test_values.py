"""Structures and enums as Python values."""

from __future__ import annotations

import copy
import pickle
from types import SimpleNamespace
from typing import Any, cast

import pytest

import amazon_connect
from amazon_connect import (
    ChatMessage,
    ConnectionType,
    HttpRequest,
    ParticipantDetails,
    SegmentAttributeValue,
    StartChatContactInput,
    StartChatContactOutput,
    Websocket,
)
from amazon_connect._runtime.shapes import Structure
from tests.amazon_connect.values import CHAT, CONFIG, MINIMAL, SECRET

STRUCTURES = [
    shape
    for shape in (getattr(amazon_connect, name) for name in dir(amazon_connect))
    if isinstance(shape, type) and issubclass(shape, Structure)
]
NAMES = [shape.__name__ for shape in STRUCTURES]


def test_an_attribute_cannot_be_set_or_deleted() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        setattr(CHAT, "instance_id", "other")  # noqa: B010
    with pytest.raises(AttributeError, match="immutable"):
        del CHAT.instance_id
    with pytest.raises(AttributeError):
        setattr(CHAT, "brand_new", 1)  # noqa: B010


@pytest.mark.parametrize("shape", STRUCTURES, ids=NAMES)
def test_every_structure_is_frozen(shape: type[Structure]) -> None:
    assert shape.__struct_config__.frozen


@pytest.mark.parametrize("shape", STRUCTURES, ids=NAMES)
def test_every_structure_is_keyword_only(shape: type[Structure]) -> None:
    with pytest.raises(TypeError, match="positional"):
        shape(*["value"] * len(shape.__struct_fields__))


def test_an_unknown_member_is_refused() -> None:
    shape = cast("Any", ChatMessage)  # Any: the type checker would refuse it too.
    with pytest.raises(TypeError, match="contents"):
        shape(content_type="text/plain", contents="Hello")


def test_values_with_equal_members_are_equal() -> None:
    one, other = (ParticipantDetails(display_name=name) for name in ("Ann", "Bob"))
    assert ParticipantDetails(display_name="Ann") == one
    assert one != other
    assert copy.deepcopy(MINIMAL) == MINIMAL


def test_values_of_different_structures_are_not_equal() -> None:
    output: object = StartChatContactOutput()
    assert output != Websocket()


def test_a_value_is_hashable_where_its_members_are() -> None:
    assert hash(MINIMAL) == hash(copy.deepcopy(MINIMAL))
    assert len({MINIMAL, copy.deepcopy(MINIMAL), MINIMAL.replace(instance_id="i")}) == 2
    with_list = MINIMAL.replace(supported_messaging_content_types=("text/plain",))
    assert with_list in {with_list}
    with pytest.raises(TypeError, match="unhashable"):
        hash(CHAT)


def test_repr_leaves_out_unset_members() -> None:
    assert repr(StartChatContactOutput()) == "StartChatContactOutput()"
    assert repr(ParticipantDetails(display_name="Ann")) == (
        "ParticipantDetails(display_name='Ann')"
    )
    assert repr(MINIMAL) == (
        "StartChatContactInput(instance_id='12345678-1234-1234-1234-123456789012', "
        "contact_flow_id='846ec553-a005-41c0-8341-000000000000', "
        "participant_details=ParticipantDetails(display_name='Ann'))"
    )


def test_repr_and_rich_redact_a_sensitive_member() -> None:
    value = MINIMAL.replace(customer_id=SECRET)
    redacted = "customer_id=*** sensitive data redacted ***"
    assert redacted in repr(value)
    assert redacted in f"{value} {value!s}"
    assert SECRET not in repr(value)
    for shown in (value.__rich_repr__(), SimpleNamespace(value=value), [value]):
        assert SECRET not in repr(shown)
    assert value.customer_id == SECRET


def test_replace_copies_with_changes() -> None:
    changed = CHAT.replace(chat_duration_in_minutes=120, attributes=None)
    assert (changed.chat_duration_in_minutes, changed.attributes) == (120, None)
    assert changed.initial_message is CHAT.initial_message
    assert CHAT.chat_duration_in_minutes == 60
    with pytest.raises(TypeError, match="duration"):
        CHAT.replace(duration=120)


def test_a_value_can_be_changed_through_its_builder() -> None:
    changed = CHAT.to_builder().attributes("level", "1").build()
    assert changed.attributes == {"tier": "gold", "level": "1"}
    assert changed.replace(attributes={"tier": "gold"}) == CHAT


@pytest.mark.parametrize(
    "value",
    [
        MINIMAL,
        CHAT.replace(
            customer_id=SECRET,
            connection_types=(ConnectionType.WEBSOCKET, ConnectionType("TELEPATHY")),
            segment_attributes={"a": SegmentAttributeValue(value_integer=1)},
        ),
        StartChatContactOutput(websocket=Websocket(url="wss://example.com")),
        ConnectionType.WEBSOCKET,
        ConnectionType("TELEPATHY"),
        CHAT.make_operation(CONFIG).request,
        HttpRequest(method="GET", path="/", query=(("a", "b"),), headers={"A": "b"}),
        amazon_connect.HttpResponse(status=200, headers={"A": "b"}, body=b"{}"),
        amazon_connect.Problem("a.b", "length", "is too long"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_survives_pickle_and_deepcopy(value: object) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert again == value
        assert type(again) is type(value)
    assert copy.deepcopy(value) == value
    assert copy.copy(value) == value


def test_an_enum_is_a_string_with_known_values() -> None:
    websocket: str = ConnectionType.WEBSOCKET
    assert websocket == "WEBSOCKET"
    assert ConnectionType("WEBSOCKET") is ConnectionType.WEBSOCKET
    assert f"{ConnectionType.WEBSOCKET}" == "WEBSOCKET"
    assert hash(ConnectionType.WEBSOCKET) == hash("WEBSOCKET")


def test_an_unknown_enum_value_is_kept_as_it_came() -> None:
    unknown = ConnectionType("TELEPATHY")
    assert isinstance(unknown, ConnectionType)
    assert (unknown, f"{unknown}", unknown.value) == ("TELEPATHY",) * 3
    assert unknown == ConnectionType("TELEPATHY") != ConnectionType.WEBSOCKET
    assert len({unknown, ConnectionType("TELEPATHY"), "TELEPATHY"}) == 1
    assert "TELEPATHY" not in ConnectionType.__members__
    assert unknown not in list(ConnectionType)


def test_an_unknown_enum_value_survives_a_round_trip() -> None:
    sent = MINIMAL.replace(connection_types=(ConnectionType("TELEPATHY"),))
    assert (
        b'"ConnectionTypes":["TELEPATHY"]' in sent.make_operation(CONFIG).request.body
    )
    assert StartChatContactInput.from_dict(sent.to_dict()) == sent


def test_an_enum_is_no_other_type() -> None:
    number: Any = 5  # Any: as above.
    with pytest.raises(ValueError, match="5 is not a valid"):
        ConnectionType(number)


def test_a_recursive_value_is_as_deep_as_it_needs_to_be() -> None:
    value = SegmentAttributeValue(value_string="end")
    for _ in range(50):
        value = SegmentAttributeValue(value_map={"next": value})
    deep = MINIMAL.replace(segment_attributes={"start": value})
    again = StartChatContactInput.from_dict(deep.to_dict())
    assert again == deep
    assert deep.make_operation(CONFIG).request == again.make_operation(CONFIG).request
