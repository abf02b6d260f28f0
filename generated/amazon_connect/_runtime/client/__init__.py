"""What a client is made of: everything between an operation and its answer.

A client holds a transport, `Surroundings` and `CallOptions`, and for each call:

- makes a `Call` (call_values.py) of the prepared operation, of `direct(route)`, where
  `route` returns the endpoint with the signer and identity source that were chosen, and
  of its options;
- runs `call_steps(call)` (call.py) by `Caller(transport, surroundings)` (calling.py) or
  `AsyncCaller` (awaiting.py), which returns an `Answered`.

What it gets from where:

- transports: `sync_transport` and `async_transport` (transports/) by the name of a
  library, or `FakeTransport` (fake.py), with `TransportSettings`;
- retries: `standard_policy` and `is_long_poll` (retries.py) by the sdkId;
- headers: `user_agent`, `trace_headers` and `attempt_headers` (user_agent.py), for
  services of AWS;
- checks of bodies: `dynamodb_checks` (body_checks.py), for that service;
- interceptors: `LoggedCalls` (logged_calls.py), `TracedCalls` (traced_calls.py).

What `with_options` makes shares transport and `Surroundings`, with other `CallOptions`.
"""
