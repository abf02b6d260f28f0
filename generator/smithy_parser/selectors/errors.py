"""What is wrong with a selector."""


class SelectorError(ValueError):
    """A selector that cannot be read or evaluated; the message says why and where."""
