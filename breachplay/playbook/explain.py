"""Every fault of a document that does not fit its model, in plain words.

msgspec stops at the first fault. When it has found one, the schema made from the same models is
held against the whole document; what each fault means for an author is said here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from breachplay.playbook import scenario, words
from breachplay.playbook.example import FACT_PATTERN
from breachplay.playbook.faults import Path, Problem, quoted, subject_of
from breachplay.playbook.schema import MODELS, schema
from breachplay.playbook.suggest import did_you_mean, suggestion

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_ADVICE: Final = {
    words.ID_PATTERN: "write small letters a to z, digits and single hyphens, such as first-post",
    words.NAME_PATTERN: "write small letters a to z, digits and _, such as people_affected",
    words.LINE_PATTERN: "write it on one line",
    words.DURATION_PATTERN: "write minutes, hours or days, such as 15m, 2h or 3d",
    words.DUE_PATTERN: "write a time after the start, such as 15m, or after a milestone, "
    "such as aware+1h",
    words.WITHIN_PATTERN: 'write a length such as "72 hours", "30 days", "4 business days" or '
    '"1 month"',
    words.COUNTRY_PATTERN: "write a country by its two letters, such as US",
    words.DAY_PATTERN: "write a day such as 2027-05-13",
    words.TIME_PATTERN: "write a time of day such as 17:30",
    words.DOMAIN_PATTERN: "write a bare domain, such as acme.example: no https://, no path",
    FACT_PATTERN: "end it with unknown, reported, confirmed or retracted, such as "
    '"120,000 confirmed"',
    words.AS_OF_PATTERN: 'write a day such as 2026-11-24, or "unchecked"',
    scenario.OFFSET_PATTERN: "write a time from the start, such as 0m, 42m or 22h",
    scenario.AFTER_PATTERN: "write what it comes after and how long, such as post+5m, "
    "inject:first-call+10m or phase:clarify+0m",
    scenario.BEGINS_PATTERN: "write a time of day, such as 08:40 or friday 17:20, in small letters",
}

_WANTED: Final = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "array": "a list",
    "object": "a table",
}


@dataclass(frozen=True, slots=True)
class Unfit:
    """A value that does not fit: the schema's rule, what it wants, and what is there."""

    rule: str
    wanted: Any
    value: Any
    schema: Any


def structural(kind: str, document: dict[str, Any]) -> Iterator[Problem]:
    """Give everything in which a document does not fit the schema of its kind."""
    seen = set()
    for error in _told_apart(_validator(kind).iter_errors(document)):
        unfit = Unfit(str(error.validator), error.validator_value, error.instance, error.schema)
        named = "propertyNames" in list(error.schema_path)[-2:]
        explain = _bad_key if named else _EXPLAINED.get(unfit.rule, _other)
        for problem in explain(tuple(error.absolute_path), unfit):
            if (problem.path, problem.subject) not in seen:
                seen.add((problem.path, problem.subject))
                yield problem
    if isinstance(document.get("format"), float):  # to the schema, 1.0 is as good as 1
        yield _at(("format",), "must be 1, with no decimal point", "")


def _told_apart(errors: "Iterable[ValidationError]") -> "Iterator[ValidationError]":
    """Give, for a value that may be of two kinds, what is wrong with it as the kind that it is."""
    for error in errors:
        inner = list(error.context or ())
        wrong_kind = {
            one.schema_path[0]
            for one in inner
            if one.validator == "type" and one.absolute_path == error.absolute_path
        }
        meant = [one for one in inner if one.schema_path[0] not in wrong_kind]
        yield from _told_apart(meant) if meant else [error]


@cache
def _validator(kind: str) -> "Draft202012Validator":
    assert kind in MODELS  # noqa: S101
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 60 ms, for faulty files only

    return Draft202012Validator(schema(kind))


def _missing(path: Path, unfit: Unfit) -> Iterator[Problem]:
    known = _known(unfit)
    unknown = [key for key in unfit.value if key not in known][:20]
    mistyped = {suggestion(key, known) for key in unknown}
    for key in unfit.wanted:
        if key not in unfit.value and key not in mistyped:
            subject = f"{quoted(key)} is missing"
            yield Problem(path, subject, advice=f"add {_example(path, unfit, key)}", inside=True)


def _example(path: Path, unfit: Unfit, key: str) -> str:
    """Give a line that adds a missing key."""
    entry = unfit.schema["properties"][key]
    if entry.get("type") == "array":
        table = "$ref" in entry.get("items", {})
        return f"a {_header((*path, key))}" if table else f'{key} = ["..."]'
    if "$ref" in entry:
        return f"a table {_header((*path, key))[1:-1]}"
    if "enum" in entry:
        choice = entry["enum"][0]
        return f'{key} = "{choice}"' if isinstance(choice, str) else f"{key} = {choice}"
    return f'{key} = "..."'


def _unknown(path: Path, unfit: Unfit) -> Iterator[Problem]:
    known = _known(unfit)
    for key in unfit.value:
        if key not in known:
            advice = did_you_mean(key, known) or f"the keys here are: {', '.join(known)}"
            yield Problem((*path, key), f"unknown key {quoted(key)}", advice=advice)


def _known(unfit: Unfit) -> list[str]:
    """Give the keys that the table at fault may have."""
    return list(unfit.schema["properties"])


def _type(path: Path, unfit: Unfit) -> Iterator[Problem]:
    wanted = str(unfit.wanted)
    found = what_it_is(unfit.value)
    advice = ""
    if wanted == "string" and not isinstance(unfit.value, (list, dict)):
        advice = "put it in quotation marks"
    elif wanted == "array" and isinstance(unfit.value, dict):
        advice = f"begin each with {_header(path)}, in two brackets"
    elif wanted == "array" and isinstance(unfit.value, str):
        advice = "put it in square brackets"
    elif wanted == "boolean" and str(unfit.value) in ("true", "false"):
        advice = "leave out the quotation marks"
    yield _at(path, f"must be {_WANTED[wanted]}, not {found}", advice)


def _either(path: Path, unfit: Unfit) -> Iterator[Problem]:
    """Explain a value that is of none of the kinds it may be of: text or a table."""
    yield _at(path, f"must be text or a table, not {what_it_is(unfit.value)}", "")


def _header(path: Path) -> str:
    """Give the header of the tables of a list: `[[phase.item]]`."""
    return f"[[{'.'.join(part for part in path if isinstance(part, str))[:80]}]]"


def what_it_is(value: object) -> str:
    """Name the kind of a TOML value as an author knows it."""
    if isinstance(value, bool):
        return str(value).lower()
    kinds: dict[type, str] = {
        str: "text", int: "a whole number", float: "a number", list: "a list", dict: "a table",
    }  # fmt: skip
    return kinds.get(type(value), "a date or time")


def _choice(path: Path, unfit: Unfit) -> Iterator[Problem]:
    choices = [str(choice) for choice in unfit.wanted]
    value = unfit.value
    shown = quoted(value) if isinstance(value, str) else what_it_is(value)
    if path[-1:] == ("format",):
        whole = type(value) is int
        advice = "a file of a later format needs a later breachplay" if whole else ""
        yield _at(path, f"must be {choices[0]}, not {str(value)[:20] if whole else shown}", advice)
        return
    meant = did_you_mean(value, choices) if isinstance(value, str) else ""
    among = ", ".join(f'"{choice}"' for choice in choices)
    yield _at(path, f"cannot be {shown}", meant or f"write one of {among}")


def _pattern(path: Path, unfit: Unfit) -> Iterator[Problem]:
    advice = _ADVICE.get(str(unfit.wanted), "")
    if unfit.wanted == words.LINE_PATTERN:
        yield _at(path, "has more than one line", advice)
        return
    if unfit.wanted == words.DOMAIN_PATTERN:
        bare = unfit.value.partition("://")[2].partition("/")[0].strip()
        advice = f'write "{bare}"' if "." in bare and len(bare) < 80 else advice
    yield _at(path, f"cannot be {quoted(unfit.value)}", advice)


def _too_short(path: Path, _: Unfit) -> Iterator[Problem]:
    yield _at(path, "is empty", "write something, or take the key out")


def _too_long(path: Path, unfit: Unfit) -> Iterator[Problem]:
    length = f"{len(unfit.value):,} characters"
    yield _at(path, f"has {length}", f"shorten it to {unfit.wanted:,} or fewer")


def _too_few(path: Path, _: Unfit) -> Iterator[Problem]:
    yield _at(path, "has no entry", "add at least one")


def _too_many(path: Path, unfit: Unfit) -> Iterator[Problem]:
    count = f"{len(unfit.value):,} entries"
    yield _at(path, f"has {count}", f"at most {unfit.wanted:,} are read")


def _too_small(path: Path, unfit: Unfit) -> Iterator[Problem]:
    yield _at(path, f"cannot be {unfit.value:,}", f"write {unfit.wanted:,} or more")


def _too_large(path: Path, unfit: Unfit) -> Iterator[Problem]:
    yield _at(path, f"cannot be {unfit.value:,}", f"write {unfit.wanted:,} or less")


def _bad_key(path: Path, unfit: Unfit) -> Iterator[Problem]:
    """Explain a key that is a name of the author's own, of a fact or a network."""
    key = str(unfit.value)
    advice = _ADVICE.get(str(unfit.wanted), "write a shorter one")
    if unfit.rule == "enum":
        advice = did_you_mean(key, unfit.wanted) or f"the keys here are: {', '.join(unfit.wanted)}"
    yield Problem((*path, key), f"the name {quoted(key)}", "cannot be used", advice)


def _other(path: Path, unfit: Unfit) -> Iterator[Problem]:
    yield _at(path, f"does not fit ({unfit.rule})", "")


def _at(path: Path, predicate: str, advice: str) -> Problem:
    if not path:
        return Problem(path, "the file", predicate, advice)
    return Problem(path, subject_of(path), predicate, advice)


_EXPLAINED: Final[dict[str, Callable[[Path, Unfit], Iterator[Problem]]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _choice,
    "pattern": _pattern,
    "minLength": _too_short,
    "maxLength": _too_long,
    "anyOf": _either,
    "minItems": _too_few,
    "maxItems": _too_many,
    "minimum": _too_small,
    "maximum": _too_large,
}
