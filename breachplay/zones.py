"""Time zones by name, found without reading how the interpreter was built.

`zoneinfo` asks for that when it is imported, which takes 1 MiB and more time than reading a zone,
to learn where zones lie. They nearly always lie in one of a few folders; only where a name is not
found there is the interpreter asked.
"""

import os
from datetime import UTC, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_VARIABLE: Final = "PYTHONTZPATH"

_USUAL: Final = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo")
"""Where Unix systems keep zones; the first two are the interpreter's own first guesses as well."""


def time_zone(name: str) -> tzinfo | None:
    """Give the time zone of that name, such as `Europe/Berlin`; None where there is none."""
    zone = _zone_info()
    try:
        return zone(name)
    except LookupError:
        _look_everywhere()
    except (ValueError, OSError):
        return None
    try:
        return zone(name)
    except (LookupError, ValueError, OSError):
        return None


def zone_of(name: str) -> tzinfo:
    """Give the time zone of that name, or UTC where there is none."""
    return time_zone(name) or UTC


@cache
def _zone_info() -> "type[ZoneInfo]":
    """Import `zoneinfo`, with its question answered beforehand."""
    answered = _VARIABLE in os.environ
    if not answered:
        os.environ[_VARIABLE] = os.pathsep.join(_USUAL)
    try:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - see above
    finally:
        if not answered:
            del os.environ[_VARIABLE]
    return ZoneInfo


@cache
def _look_everywhere() -> None:
    """From now on look where the interpreter was built to look."""
    import zoneinfo  # noqa: PLC0415 - see above

    zoneinfo.reset_tzpath()
