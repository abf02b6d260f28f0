"""The base of the errors that a user can mend."""


class SmithwrightError(Exception):
    """Something in the settings, the model or the surroundings stops the generator.

    Its text is one line for the user.
    """
