"""What can go wrong on the way in and out, told to a person."""


class TimelineFault(Exception):
    """An export that cannot be written or read; its text is one plain line, safe to show."""
