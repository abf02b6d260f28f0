"""The builders: what each method does and what `build` reports."""

from __future__ import annotations

import inspect
import json
import pickle

import pytest

import amazon_connect
from amazon_connect import (
    BuildError,
    ChatMessage,
    ChatMessageBuilder,
    Config,
    ConnectionType,
    ParticipantDetails,
    PersistentChat,
    Problem,
    RehydrationType,
    SegmentAttributeValue,
    StartChatContactInput,
)
from tests.amazon_connect.values import CHAT, MINIMAL, SECRET

BUILDERS = [
    getattr(amazon_connect, name)
    for name in dir(amazon_connect)
    if name.endswith("Builder")
]


def test_the_example_of_the_readme_builds_and_serialises() -> None:
    chat = (
        StartChatContactInput.builder()
        .instance_id("12345678-1234-1234-1234-123456789012")
        .contact_flow_id("846ec553-a005-41c0-8341-000000000000")
        .participant_details(ParticipantDetails(display_name="Ann"))
        .initial_message(ChatMessage(content_type="text/plain", content="Hello"))
        .attributes("tier", "gold")
        .supported_messaging_content_types("text/plain")
        .chat_duration_in_minutes(60)
        .build()
    )
    operation = chat.make_operation(Config(region="us-west-2"))

    request = operation.request
    assert (request.method, request.path) == ("PUT", "/contact/chat")
    body = json.loads(request.body)
    assert len(body.pop("ClientToken")) == 36
    assert body == {
        "InstanceId": "12345678-1234-1234-1234-123456789012",
        "ContactFlowId": "846ec553-a005-41c0-8341-000000000000",
        "ParticipantDetails": {"DisplayName": "Ann"},
        "InitialMessage": {"ContentType": "text/plain", "Content": "Hello"},
        "Attributes": {"tier": "gold"},
        "SupportedMessagingContentTypes": ["text/plain"],
        "ChatDurationInMinutes": 60,
    }


def test_a_method_named_like_a_scalar_sets_it() -> None:
    builder = StartChatContactInput.builder().instance_id("one").instance_id("two")
    assert builder.get_instance_id() == "two"


def test_a_method_named_like_a_list_appends_an_item() -> None:
    builder = (
        StartChatContactInput.builder()
        .connection_types(ConnectionType.WEBSOCKET)
        .connection_types(ConnectionType.CONNECTION_CREDENTIALS)
    )
    assert builder.get_connection_types() == (
        ConnectionType.WEBSOCKET,
        ConnectionType.CONNECTION_CREDENTIALS,
    )


def test_a_method_named_like_a_map_puts_an_entry() -> None:
    builder = (
        StartChatContactInput.builder()
        .attributes("tier", "gold")
        .attributes("level", "1")
        .attributes("tier", "silver")
    )
    assert builder.get_attributes() == {"tier": "silver", "level": "1"}


def test_a_set_method_replaces_what_is_set() -> None:
    builder = (
        StartChatContactInput.builder()
        .set_instance_id("id")
        .attributes("old", "1")
        .set_attributes({"new": "2"})
        .supported_messaging_content_types("text/old")
        .set_supported_messaging_content_types(["text/plain"])
        .supported_messaging_content_types("text/markdown")
    )
    assert builder.get_instance_id() == "id"
    assert builder.get_attributes() == {"new": "2"}
    assert builder.get_supported_messaging_content_types() == (
        "text/plain",
        "text/markdown",
    )


@pytest.mark.parametrize("member", CHAT.__struct_fields__)
def test_a_set_method_clears_with_none(member: str) -> None:
    builder = CHAT.to_builder()
    assert getattr(builder, f"set_{member}")(None) is builder
    assert getattr(builder, f"get_{member}")() is None


def test_a_get_method_returns_none_for_an_unset_member() -> None:
    builder = StartChatContactInput.builder()
    for member in CHAT.__struct_fields__:
        assert getattr(builder, f"get_{member}")() is None


@pytest.mark.parametrize("builder", BUILDERS, ids=lambda builder: builder.__name__)
def test_every_member_of_every_input_structure_has_its_three_methods(
    builder: type,
) -> None:
    shape = getattr(amazon_connect, builder.__name__.removesuffix("Builder"))
    for member in shape.__struct_fields__:
        for method in (member, f"set_{member}", f"get_{member}"):
            assert inspect.getdoc(getattr(builder, method)), method


def test_a_value_outlives_later_changes_of_its_builder() -> None:
    builder = CHAT.to_builder()
    before = builder.build()
    builder.attributes("late", "1").supported_messaging_content_types("text/markdown")
    builder.set_initial_message(None)
    assert before == CHAT
    assert CHAT.attributes == {"tier": "gold"}


def test_a_builder_keeps_no_reference_to_what_it_was_given() -> None:
    entries, items = {"tier": "gold"}, ["text/plain"]
    builder = MINIMAL.to_builder().set_attributes(entries)
    builder.set_supported_messaging_content_types(items)
    entries["late"], items[0] = "1", "text/late"
    assert builder.get_attributes() == {"tier": "gold"}
    assert builder.get_supported_messaging_content_types() == ("text/plain",)


def test_a_nested_structure_has_a_builder_that_checks_it() -> None:
    message = ChatMessage.builder().content_type("text/plain").content("Hi").build()
    assert message == ChatMessage(content_type="text/plain", content="Hi")
    with pytest.raises(BuildError) as raised:
        ChatMessageBuilder().content_type("").build()
    assert raised.value.shape == "ChatMessage"
    found = [(problem.path, problem.constraint) for problem in raised.value.problems]
    assert found == [("content_type", "length"), ("content", "required")]


def broken() -> BuildError:
    """Returns the error of an input that is wrong in many ways."""
    builder = (
        StartChatContactInput.builder()
        .instance_id("i" * 101)
        .participant_details(ParticipantDetails(display_name=""))
        .initial_message(ChatMessage(content_type="text/plain", content=""))
        .attributes("no spaces", "gold")
        .chat_duration_in_minutes(59)
        .supported_messaging_content_types("text/markdown")
        .customer_id(SECRET * 10)
        .persistent_chat(PersistentChat(rehydration_type=RehydrationType.FROM_SEGMENT))
        .related_contact_id("id")
        .segment_attributes(
            "outer",
            SegmentAttributeValue(
                value_list=(
                    SegmentAttributeValue(value_string="fine"),
                    SegmentAttributeValue(value_string="s" * 1025),
                )
            ),
        )
    )
    with pytest.raises(BuildError) as raised:
        builder.build()
    return raised.value


def test_a_build_error_lists_every_problem_with_its_path_in_python_names() -> None:
    error = broken()
    assert [(problem.path, problem.constraint) for problem in error.problems] == [
        ("instance_id", "length"),
        ("contact_flow_id", "required"),
        ("attributes.keys()", "pattern"),
        ("participant_details.display_name", "length"),
        ("initial_message.content", "length"),
        ("chat_duration_in_minutes", "range"),
        ("supported_messaging_content_types", "requiredElements"),
        ("segment_attributes['outer'].value_list[1].value_string", "length"),
        ("customer_id", "length"),
        ("persistent_chat", "exclusiveMembers"),
    ]
    lines = str(error).splitlines()
    assert lines[0] == "StartChatContactInput has 10 problems:"
    assert len(lines) == 11
    assert "initial_message.content: must have 1 to 16384 characters" in lines[5]


def test_a_problem_names_the_bound_and_the_value() -> None:
    messages = {problem.path: problem.message for problem in broken().problems}
    assert messages["chat_duration_in_minutes"] == "must be 60 to 10080, got 59"
    assert messages["participant_details.display_name"] == (
        "must have 1 to 256 characters, has 0: ''"
    )
    assert messages["supported_messaging_content_types"] == "must contain 'text/plain'"
    assert messages["persistent_chat"] == (
        "cannot be set together with related_contact_id"
    )
    assert messages["attributes.keys()"].endswith("got 'no spaces'")


def test_a_long_value_is_cut_in_a_problem() -> None:
    (problem,) = (item for item in broken().problems if item.path == "instance_id")
    assert problem.message.startswith("must have 1 to 100 characters, has 101: 'iii")
    assert len(problem.message) < 140


def test_a_build_error_does_not_show_a_sensitive_value() -> None:
    error = broken()
    for text in (str(error), repr(error), repr(error.problems), repr(error.args)):
        assert "ann@example.com" not in text
    (problem,) = (item for item in error.problems if item.path == "customer_id")
    assert problem.message.endswith("has 360: *** sensitive data redacted ***")


def test_a_sensitive_value_of_a_wrong_type_is_not_shown() -> None:
    with pytest.raises(BuildError) as raised:
        MINIMAL.replace(customer_id=[SECRET]).to_builder().build()
    assert raised.value.problems == (
        Problem("customer_id", "type", "must be str, got list"),
    )


def test_a_build_error_is_a_value_error_and_can_be_pickled() -> None:
    error = broken()
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is BuildError
    assert (again.shape, again.problems) == (error.shape, error.problems)
    assert str(again) == str(error)


@pytest.mark.parametrize(
    ("member", "value", "path"),
    [
        ("instance_id", 5, "instance_id"),
        ("chat_duration_in_minutes", "60", "chat_duration_in_minutes"),
        ("chat_duration_in_minutes", True, "chat_duration_in_minutes"),
        ("chat_duration_in_minutes", 60.5, "chat_duration_in_minutes"),
        ("attributes", [("tier", "gold")], "attributes"),
        ("attributes", {"tier": 1}, "attributes['tier']"),
        ("attributes", {"tier": None}, "attributes['tier']"),
        ("attributes", {1: "gold"}, "attributes.keys()"),
        (
            "supported_messaging_content_types",
            "text/plain",
            "supported_messaging_content_types",
        ),
        ("connection_types", (1,), "connection_types[0]"),
        ("initial_message", {"content": "Hello"}, "initial_message"),
        ("participant_details", MINIMAL, "participant_details"),
        ("segment_attributes", {"a": "b"}, "segment_attributes['a']"),
    ],
)
def test_a_wrong_type_is_reported_and_never_serialised(
    member: str, value: object, path: str
) -> None:
    wrong = MINIMAL.replace(**{member: value})
    with pytest.raises(BuildError) as raised:
        wrong.make_operation(Config())
    assert (path, "type") in {
        (problem.path, problem.constraint) for problem in raised.value.problems
    }


def test_build_can_be_restricted_to_required_members() -> None:
    builder = MINIMAL.to_builder().chat_duration_in_minutes(1)
    assert builder.build(validate="required").chat_duration_in_minutes == 1
    with pytest.raises(BuildError, match="is required"):
        builder.set_instance_id(None).build(validate="required")


def test_the_order_of_required_content_types_does_not_matter() -> None:
    types = ["text/markdown", "text/plain"]
    built = MINIMAL.to_builder().set_supported_messaging_content_types(types).build()
    assert built.supported_messaging_content_types == tuple(types)


@pytest.mark.parametrize("member", ["contact_flow_id", "customer_id"])
def test_a_string_that_utf_8_cannot_hold_is_reported(member: str) -> None:
    with pytest.raises(BuildError):
        MINIMAL.replace(**{member: "\ud800"}).make_operation(Config())
