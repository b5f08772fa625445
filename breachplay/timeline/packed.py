"""Events as exports carry them: each with its canonical text, as it was hashed."""

from collections.abc import Iterable
from dataclasses import dataclass

from breachplay.record.chain import Break, canonical, fields_of, unpacked
from breachplay.record.events import Event


@dataclass(frozen=True, slots=True)
class Packed:
    """One event as it stands in an export; whether it is sound is not known yet."""

    fields: str
    """The canonical JSON (RFC 8785) of all of the event but `prev` and `hash`."""
    prev: str
    hash: str
    readable: bool = True
    """False where the event, written out for people beside it, differs from `fields`."""


def pack(event: Event) -> Packed:
    """Give an event as exports carry it."""
    return Packed(canonical(fields_of(event)).decode(), event.prev, event.hash)


def unpack(packed: Packed) -> Event:
    """Give the event that an export carries; its hash is not checked.

    Raises:
        ValueError: when it is not an event as this version knows it, or its text is not the one
            text that is hashed.
    """
    fields = packed.fields.encode()
    event = unpacked(fields, packed.prev, packed.hash)
    if canonical(fields_of(event)) != fields:
        raise ValueError("its fields are not written in the one form that is hashed (RFC 8785)")
    if not packed.readable:
        raise ValueError("as it is written out for people it differs from what was hashed")
    return event


def unpack_all(carried: Iterable[Packed]) -> tuple[list[Event], Break | None]:
    """Give the events up to the first that is none, and why it is none."""
    events: list[Event] = []
    for number, packed in enumerate(carried, start=1):
        try:
            events.append(unpack(packed))
        except ValueError as error:
            return events, Break(number, str(error))
    return events, None
