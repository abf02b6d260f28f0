"""The rules of Smithy: each is a function from a model to events."""
