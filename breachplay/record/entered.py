"""What a person entered, as the record takes it; or why it does not."""

from typing import Final

from breachplay.plain import storable
from breachplay.record.commands import Refused
from breachplay.record.when import parse_stamp

LONGEST_TEXT: Final = 100_000
"""Characters that one text on the record may have; a pasted megabyte is refused, not cut."""


def text(given: str, name: str) -> str:
    """Give a text as it is kept; `name` says in a refusal what it is."""
    if len(given) > LONGEST_TEXT:
        raise Refused(
            f"{name} has {len(given):,} characters; the record takes {LONGEST_TEXT:,}: shorten it"
        )
    return storable(given)


def needed(given: str, name: str) -> str:
    """Give a text that may not be empty."""
    kept = text(given, name).strip()
    if not kept:
        raise Refused(f"give {name}")
    return kept


def reason(given: str, name: str) -> str:
    """Give a reason, or a name, that says something: two letters at least."""
    kept = needed(given, name)
    if sum(character.isalnum() for character in kept) < 2:
        raise Refused(f"give {name} that a reader can make sense of")
    return kept


def moment(happened_at: str | None) -> str | None:
    """Give a time that a reader of the record can read again."""
    if happened_at is not None:
        try:
            parse_stamp(happened_at)
        except ValueError as error:
            raise Refused(str(error)) from error
    return happened_at


def link(given: str) -> str:
    """Give one web address, or an empty text where there is none yet."""
    kept = text(given, "the link").strip()
    if kept and not kept.startswith("https://"):
        raise Refused("the link must begin with https:// (leave it empty if there is none yet)")
    if "@" in kept.removeprefix("https://").split("/")[0]:
        raise Refused("the link holds a name before its address: give the post's own link")
    if any(character.isspace() for character in kept):
        raise Refused("the link must be one address, without spaces")
    return kept
