"""What can go wrong while a machine is set up, as types whose message is all that a user needs."""


class SetupError(Exception):
    """The machine cannot be set up; the message says what to do about it."""


class NotServedError(Exception):
    """One way to an engine does not lead to one here; the message says why, in half a line."""
