"""The rules about resources: what they bind, identify and hold."""
