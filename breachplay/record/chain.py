"""The hash chain: canonical bytes, hashes, and the head that leaves the machine.

Each event's hash is SHA-256 over the hash before it and the canonical bytes (RFC 8785) of all its
other fields, so nothing in a record changes without the chain breaking at that place. What a
chain cannot show, a cut-off end or a record rewritten from the start, is shown by its head:
noted elsewhere, it is held against the record.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from breachplay.record.events import Actor, Event, NewEvent
from breachplay.record.headwords import ADJECTIVES, NOUNS

GENESIS: Final = "0" * 64
"""What the first event follows."""

_LARGEST: Final = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""

_encode: Final = Encoder(order="sorted").encode

_HEAD = re.compile(
    r"""\W* seq \s* (?P<seq>[0-9]{1,15}) \s* [,;:]? \s+
        (?: (?P<words>[a-z]+-[a-z]+) \s+ (?P<short>[0-9a-f]{4}) | (?P<full>[0-9a-f]{64}) ) \W*""",
    re.VERBOSE | re.IGNORECASE,
)


def canonical(value: Any) -> bytes:
    """Give the canonical JSON (RFC 8785) of a value, in UTF-8.

    The encoder of msgspec writes the same bytes, many times faster, for everything a record may
    hold; only names of keys beyond ASCII, which RFC 8785 orders in its own way, need its package.

    Raises:
        ValueError: for what no record may hold: fractions, whole numbers of 2^53 or more, keys
            that are not text, lone surrogates, other types, too deep nesting.
    """
    try:
        plain = _examined(value)
        if plain:
            return _encode(value)
        import rfc8785  # noqa: PLC0415 - 14 ms that a start need not pay

        return rfc8785.dumps(value)
    except RecursionError as error:
        raise ValueError("the value is nested too deeply for a record") from error
    except UnicodeEncodeError as error:
        raise ValueError("the text holds a lone surrogate, which no record can keep") from error


def _examined(value: Any) -> bool:
    """Refuse what no record may hold; tell whether every key is ASCII."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        if not -_LARGEST <= value <= _LARGEST:
            raise ValueError("a whole number is too large for a record (2^53 or more)")
        return True
    if kind is list or kind is tuple:
        return all(_examined_each(value))
    if kind is dict:
        plain = all(_examined_each(value.values()))
        for key in value:
            if type(key) is not str:
                raise ValueError("a record keeps only objects whose keys are text")
            plain = plain and key.isascii()
        return plain
    raise ValueError(f"a record keeps no value of type {kind.__name__}")


def _examined_each(values: Iterable[Any]) -> list[bool]:
    """Examine all values: `all` alone would stop at the first."""
    return [_examined(value) for value in values]


def event_hash(prev: str, fields: bytes) -> str:
    """Give the hash of an event: SHA-256 over the hash before it and its canonical fields."""
    return hashlib.sha256(prev.encode("ascii") + fields).hexdigest()


def fields_of(event: Event) -> dict[str, Any]:
    """Give all fields of an event but `prev` and `hash`, as they are hashed."""
    return {
        "run": event.run,
        "seq": event.seq,
        "command": event.command,
        "at": event.at,
        "exercise_at": event.exercise_at,
        "happened_at": event.happened_at,
        "actor": {"name": event.actor.name, "role": event.actor.role},
        "kind": event.kind,
        "body": event.body,
    }


class _Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """What the canonical fields of an event hold."""

    run: str
    seq: int
    command: str
    at: str
    exercise_at: str | None
    happened_at: str | None
    actor: Actor
    kind: str
    body: dict[str, Any]


_decode: Final = Decoder(_Fields).decode


def unpacked(fields: bytes, prev: str, own_hash: str) -> Event:
    """Give the event that canonical fields hold.

    Raises:
        ValueError: when they are not the fields of an event.
    """
    try:
        held = _decode(fields)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"its fields cannot be read: {error}") from error
    return Event(
        held.run,
        held.seq,
        held.command,
        held.at,
        held.exercise_at,
        held.happened_at,
        held.actor,
        held.kind,
        held.body,
        prev,
        own_hash,
    )


class Place(Struct, frozen=True):
    """A place in a record: after which event the next one comes."""

    run: str
    seq: int = 0
    hash: str = GENESIS


class Link(Struct, frozen=True):
    """An event that has its place in the chain, and the bytes that were hashed."""

    event: Event
    fields: bytes


def chained(
    after: Place,
    news: Iterable[NewEvent],
    *,
    command: str,
    at: str,
    actor: Actor,
    exercise_at: str | None = None,
) -> tuple[Link, ...]:
    """Give new events their places: numbers, ids, hashes.

    The first event of a command has the command's id, the others `<id>.2`, `<id>.3` and so on.
    Each is read back from its bytes, so that what is in memory is what is on disk.

    Raises:
        ValueError: when a body holds what no record may hold.
    """
    links: list[Link] = []
    prev = after.hash
    for number, new in enumerate(news, start=1):
        fields = canonical(
            {
                "run": after.run,
                "seq": after.seq + number,
                "command": command if number == 1 else f"{command}.{number}",
                "at": at,
                "exercise_at": exercise_at,
                "happened_at": new.happened_at,
                "actor": {"name": actor.name, "role": actor.role},
                "kind": new.kind,
                "body": new.body,
            }
        )
        own = event_hash(prev, fields)
        links.append(Link(unpacked(fields, prev, own), fields))
        prev = own
    return tuple(links)


class Break(Struct, frozen=True):
    """Where a chain is broken: the first event that does not hold, and why."""

    seq: int
    reason: str

    def __str__(self) -> str:
        return f"event {self.seq}: {self.reason}"


def first_break(events: Iterable[Event]) -> Break | None:
    """Give the first place where a whole record, from its first event, does not hold; or None."""
    place: Place | None = None
    commands: set[str] = set()
    for event in events:
        place = Place(event.run) if place is None else place
        if reason := _wrong(place, event):
            return Break(place.seq + 1, reason)
        if event.command in commands:
            return Break(event.seq, "its command was recorded before")
        commands.add(event.command)
        place = Place(event.run, event.seq, event.hash)
    return None


def _wrong(place: Place, event: Event) -> str:
    """Tell why an event cannot be the next; empty where it can."""
    if event.seq != place.seq + 1:
        return f"it is missing: event {event.seq} stands in its place"
    try:
        own = event_hash(place.hash, canonical(fields_of(event)))
    except ValueError as error:
        return str(error)
    if event.prev != place.hash or event.hash != own:
        return "it is not as it was recorded: its hash does not fit"
    if event.run != place.run:
        return f'it belongs to another run, "{event.run}"'
    return ""


def clock_went_back(events: Iterable[Event]) -> tuple[int, ...]:
    """Give the numbers of the events that were stamped earlier than the event before them.

    The order of a record is that of its numbers: a machine's clock may be set back.
    """
    back: list[int] = []
    before = ""
    for event in events:
        if event.at < before:
            back.append(event.seq)
        before = event.at
    return tuple(back)


class Head(Struct, frozen=True):
    """The head of a record, as somebody noted it: its last event and that event's hash.

    `words` is empty where the whole hash was noted, not its short form.
    """

    seq: int
    words: str
    hex: str

    def fits(self, own_hash: str) -> bool:
        """Whether an event's hash is the one that was noted."""
        if not self.words:
            return own_hash == self.hex
        return head_words(own_hash) == f"{self.words} {self.hex}"

    def __str__(self) -> str:
        return f"seq {self.seq}, {f'{self.words} {self.hex}'.strip()}"


def head_words(own_hash: str) -> str:
    """Give the short form of a hash that a person can read out: `amber-falcon 9f3c`."""
    first, second = bytes.fromhex(own_hash[:4])
    return f"{ADJECTIVES[first]}-{NOUNS[second]} {own_hash[4:8]}"


def head(seq: int, own_hash: str) -> str:
    """Give the head of a record as it is shown: `seq 214, amber-falcon 9f3c`."""
    return f"seq {seq}, {head_words(own_hash)}"


def parse_head(text: str) -> Head:
    """Read a head as it was noted: the short form, or `seq 214, ` and the whole hash.

    Raises:
        ValueError: with a plain sentence, when the text is no head.
    """
    match = _HEAD.fullmatch(text)
    if match is None or int(match["seq"]) < 1:
        raise ValueError('a head reads like "seq 214, amber-falcon 9f3c"')
    if match["full"]:
        return Head(int(match["seq"]), "", match["full"].lower())
    words = match["words"].lower()
    adjective, _, noun = words.partition("-")
    if adjective not in ADJECTIVES or noun not in NOUNS:
        raise ValueError(f'"{words}" are not words that a head is made of: look for a typing error')
    return Head(int(match["seq"]), words, match["short"].lower())


def differs(events: Iterable[Event], expected: Head) -> str:
    """Tell how a record differs from the head that was noted of it; empty where it does not.

    A record may have grown since: the event of that number must be the one that was noted.
    """
    last = 0
    for event in events:
        last = event.seq
        if event.seq == expected.seq:
            if expected.fits(event.hash):
                return ""
            return (
                f"event {event.seq} is {head_words(event.hash)}, not {expected}: "
                "the record was rewritten, or this head is of another run"
            )
    return (
        f"the record ends at event {last}, but {expected} was noted: "
        "its end was cut off, or this head is of another run"
    )
