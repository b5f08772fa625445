"""What can go wrong on the way in and out, told to a person."""


class TimelineFault(Exception):  # noqa: N818 (a fault is the word of this house)
    """An export that cannot be written or read; its text is one plain line, safe to show."""
