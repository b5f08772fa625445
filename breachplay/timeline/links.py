"""The chain as exports carry it: each event's canonical text, as it was hashed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from breachplay.record.chain import Break, canonical, fields_of
from breachplay.record.events import Actor, Event


@dataclass(frozen=True, slots=True)
class Link:
    """One event as a link of the chain."""

    fields: str
    """The canonical JSON (RFC 8785) of all of the event but `prev` and `hash`."""
    prev: str
    hash: str
    readable: bool = True
    """False where a file holds the event a second time, for people, and the two differ."""


def link_of(event: Event) -> Link:
    """Give the link that an event is."""
    return Link(canonical(fields_of(event)).decode(), event.prev, event.hash)


def parsed(link: Link) -> dict[str, Any]:
    """Give the fields of a link as plain values.

    Raises:
        ValueError: when they are not a JSON object, or nested too deep to be read.
    """
    try:
        fields = json.loads(link.fields)
    except RecursionError as error:
        raise ValueError("its fields are nested too deep") from error
    except ValueError as error:
        raise ValueError("its fields are not JSON") from error
    if not isinstance(fields, dict):
        raise ValueError("its fields are not an object")
    return fields


def event_of(link: Link) -> Event:
    """Give the event that a link holds.

    Raises:
        ValueError: when it is not an event as this version knows it, or its text is not the one
            text that can be hashed.
    """
    fields = parsed(link)
    event = _event(fields, link)
    if canonical(fields_of(event)).decode() != link.fields:
        raise ValueError("its fields are not written in the one form that is hashed (RFC 8785)")
    if not link.readable:
        raise ValueError("as it is written out for people it differs from what was hashed")
    return event


def events_of(links: Iterable[Link]) -> tuple[list[Event], Break | None]:
    """Give the events that links hold, up to the first that holds none, and why it does not."""
    events: list[Event] = []
    for number, link in enumerate(links, start=1):
        try:
            events.append(event_of(link))
        except ValueError as error:
            return events, Break(number, str(error))
    return events, None


def _event(fields: dict[str, Any], link: Link) -> Event:
    try:
        actor = Actor(fields["actor"]["name"], fields["actor"]["role"])
        event = Event(
            run=fields["run"],
            seq=fields["seq"],
            command=fields["command"],
            at=fields["at"],
            exercise_at=fields["exercise_at"],
            happened_at=fields["happened_at"],
            actor=actor,
            kind=fields["kind"],
            body=fields["body"],
            prev=link.prev,
            hash=link.hash,
        )
    except (KeyError, TypeError) as error:
        raise ValueError("one of its fields is missing") from error
    texts = (event.run, event.command, event.at, event.kind, actor.name, actor.role)
    perhaps = (event.exercise_at, event.happened_at)
    if not (
        isinstance(event.body, dict)
        and type(event.seq) is int
        and all(isinstance(text, str) for text in texts)
        and all(text is None or isinstance(text, str) for text in perhaps)
    ):
        raise ValueError("one of its fields is not of its type")
    return event
