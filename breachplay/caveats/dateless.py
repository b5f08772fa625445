"""A time of day without its day: "at 01:42" is read tomorrow, too."""

from breachplay.caveats.folding import fold
from breachplay.caveats.values import values

_DAYS = frozenset({"date", "month"})


def lacks_date(text: str) -> bool:
    """Whether a text names a time of day, and no date beside it; time is linear in it."""
    kinds = {value.kind for value in values(fold(text).text)}
    return "time" in kinds and kinds.isdisjoint(_DAYS)
