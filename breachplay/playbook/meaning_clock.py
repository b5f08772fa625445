"""What no type can say of a clock: what starts it must exist, and what counts it must fit."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from breachplay.playbook.faults import Path, Problem, quoted
from breachplay.playbook.words import MILESTONES, due_parts, within_parts
from breachplay.zones import time_zone

Table = dict[str, Any]
Placed = tuple[Path, Table]

_NEEDED: Final = ("id", "title", "tell", "cite")
_BUSINESS: Final = "business days"
_BY_DATE: Final = ("days", _BUSINESS, "months")


def clock_problems(
    clocks: Iterable[Placed], *, library: Mapping[str, Any], thorough: bool
) -> Iterator[Problem]:
    """Give what is wrong with the meaning of clocks.

    Args:
        clocks: the tables of one file, each with its path.
        library: the shipped clocks by id; empty for the library itself.
        thorough: whether to ask for countries and time zones, which takes a tenth of a second.
    """
    placed = list(clocks)
    own = {clock["id"]: clock for _, clock in placed if isinstance(clock.get("id"), str)}
    for path, clock in placed:
        if "use" in clock:
            yield from _use_problems(path, clock, library)
            continue
        yield from _missing(path, clock)
        yield from _counting_problems(path, clock, thorough=thorough)
        yield from _date_problems(path, clock, thorough=thorough)
        yield from _no_later_problems(path, clock)
        yield from _after_problems(path, clock, own, library)


def _use_problems(path: Path, clock: Table, library: Mapping[str, Any]) -> Iterator[Problem]:
    others = [key for key in clock if key != "use"]
    if others:
        advice = "keep `use` alone, or write the clock out without it"
        yield Problem((*path, others[0]), quoted(others[0]), 'stands beside "use"', advice)
    use = clock["use"]
    if isinstance(use, str) and use not in library:
        advice = _near(use, library)
        predicate = f"names no clock of the library: {quoted(use)}"
        yield Problem((*path, "use"), '"use"', predicate, advice)


def _missing(path: Path, clock: Table) -> Iterator[Problem]:
    if "fixed" in clock:
        advice = "take it out: a file is for many runs; add such a deadline during one"
        yield Problem((*path, "fixed"), '"fixed"', "is one moment of one run", advice)

    def lacks(key: str, example: str = "...") -> Problem:
        advice = f'add {key} = "{example}", or use = "..." with a clock of the library'
        return Problem(path, f"{quoted(key)} is missing", advice=advice, inside=True)

    for key in _NEEDED:
        if key not in clock:
            yield lacks(key)
    if not any(key in clock for key in ("starts", "or_starts", "after")):
        yield lacks("starts", "aware")
    if "within" not in clock and "promptly" not in clock:
        yield lacks("within", "72 hours")
    if "within" in clock and "promptly" in clock:
        advice = "keep the figure, or the words where the rule has none"
        yield Problem((*path, "promptly"), '"promptly"', 'stands beside "within"', advice)


def _counting_problems(path: Path, clock: Table, *, thorough: bool) -> Iterator[Problem]:
    unit = ""
    with suppress(KeyError, ValueError, TypeError, IndexError):
        unit = within_parts(clock["within"])[1]
    country = clock.get("holidays")
    if unit == _BUSINESS and country is None:
        advice = 'add holidays = "US", or the country whose holidays count'
        yield Problem((*path, "within"), '"within"', "counts business days of no country", advice)
    if country is not None and unit and unit != _BUSINESS:
        advice = "take it out, or count business days"
        yield Problem((*path, "holidays"), '"holidays"', "matter to business days alone", advice)
    for key in ("zone", "until"):
        if key in clock and unit not in ("", *_BY_DATE):
            advice = f"take it out: {unit} are the same everywhere"
            yield Problem((*path, key), quoted(key), "matters to days and months alone", advice)
    if thorough and isinstance(country, str) and (known := _countries()) and country not in known:
        advice = _meant(country, known, listed=False) or "write two letters, such as US or BR"
        predicate = f"names no country whose holidays are known: {quoted(country)}"
        yield Problem((*path, "holidays"), '"holidays"', predicate, advice)


def _countries() -> tuple[str, ...]:
    from holidays import list_supported_countries  # noqa: PLC0415 - a tenth of a second

    return tuple(code for code in list_supported_countries() if len(code) == 2)


def _date_problems(path: Path, clock: Table, *, thorough: bool) -> Iterator[Problem]:
    for key in ("from", "as_of"):
        day = clock.get(key)
        if not isinstance(day, str) or day == "unchecked":
            continue
        try:
            date.fromisoformat(day)
        except ValueError:
            advice = "write a day such as 2026-11-24"
            yield Problem((*path, key), quoted(key), f"is no day: {quoted(day)}", advice)
    zone = clock.get("zone")
    if thorough and isinstance(zone, str) and zone:
        yield from zone_problems((*path, "zone"), zone)


def zone_problems(path: Path, name: str) -> Iterator[Problem]:
    """Say so where a time zone is not known."""
    if time_zone(name) is None:
        import zoneinfo  # noqa: PLC0415 - all names there are, to suggest one

        asked = _meant(name, sorted(zoneinfo.available_timezones()), listed=False)
        advice = asked or 'write one such as "Europe/Berlin" or "UTC"'
        yield Problem(path, quoted(str(path[-1])), f"names no time zone: {quoted(name)}", advice)


def _no_later_problems(path: Path, clock: Table) -> Iterator[Problem]:
    limit = clock.get("no_later")
    if not isinstance(limit, str):
        return
    milestone = ""
    with suppress(KeyError, ValueError, IndexError):
        milestone = due_parts(limit)[0]
    here = (*path, "no_later")
    if not milestone:
        yield Problem(here, '"no_later"', "names no milestone", "write one such as aware+24h")
    elif milestone not in MILESTONES:
        predicate = f"names no milestone: {quoted(milestone)}"
        yield Problem(here, '"no_later"', predicate, _meant(milestone, MILESTONES))
    elif "within" not in clock:
        yield Problem(here, '"no_later"', 'stands without "within"', "add the first limit")


def _after_problems(
    path: Path, clock: Table, own: Mapping[str, Table], library: Mapping[str, Any]
) -> Iterator[Problem]:
    after = clock.get("after")
    if not isinstance(after, str):
        return
    here = (*path, "after")
    if after not in own and after not in library:
        known = [*own, *(name for name in library if name not in own)]
        yield Problem(here, '"after"', f"names no clock: {quoted(after)}", _near(after, known))
        return
    seen, at = [clock.get("id")], after
    while isinstance(at, str) and at in own:
        if at in seen:
            chain = " after ".join(str(one) for one in [*seen, at])
            advice = f"one of them has to start at a milestone: {quoted(chain)}"
            yield Problem(here, '"after"', "leads round in a circle", advice)
            return
        seen.append(at)
        at = own[at].get("after", "")


def _near(word: str, clocks: Iterable[str]) -> str:
    """Name the clock that was meant, or those that begin alike; else say where all stand."""
    known = list(clocks)
    if meant := _meant(word, known, listed=False):
        return meant
    law = word.casefold().replace("_", "-").split("-")[0]
    alike = [name for name in known if name.split("-")[0] == law]
    if alike:
        return f"there are: {', '.join(alike)}"
    return "docs/clocks.md lists them all, and n on the clock screen of a run (key c)"


def _meant(word: str, choices: Iterable[str], *, listed: bool = True) -> str:
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only for faulty files

    known = list(choices)
    return did_you_mean(word, known) or (f"there are: {', '.join(known)}" if listed else "")
