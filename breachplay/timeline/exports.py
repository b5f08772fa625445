"""The whole record as one JSON or TOML document, chain and all, and reading it back.

Each event stands there twice: for people and programs to read, and as `fields`, the very text
that was hashed. Any tool can check the chain: SHA-256 over `prev` and `fields`, as UTF-8, is
`hash`, and each `prev` is the `hash` before it, the first being 64 zeros.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from breachplay.plain import visible
from breachplay.record.chain import fields_of, head
from breachplay.record.events import Event
from breachplay.record.fold import fold
from breachplay.record.state import State
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.deadlines import clocks_document, present
from breachplay.timeline.faults import TimelineFault
from breachplay.timeline.packed import Packed, pack

FORMAT: Final = "breachplay-timeline"
VERSION: Final = 1
LARGEST: Final = 256 * 1024 * 1024
"""Bytes that an export may have to be read back."""

HOW: Final = (
    "hash = SHA-256, in hex, over prev and fields as UTF-8; prev is the hash before, "
    "64 zeros for the first"
)
NEITHER: Final = "not a breachplay run, nor a JSON or TOML export of one"
_REPORTS: Final = (
    b"# LIVE INCIDENT: ",
    b"# EXERCISE: ",
    b"<!DOCTYPE html>",
    b'"mode","seq",',
    b"BEGIN:VCALENDAR",
)
"""How our exports begin that are for reading alone."""

_BEYOND_ASCII: Final = re.compile("[\x7f-\U0010ffff]")
MARK: Final = "EXERCISE. Nothing here happened for real."
_CLAIMED: Final = frozenset(
    {"format", "version", "mode", "mark", "title", "organisation", "run", "head", "hash"}
    | {"exported_at", "damage", "how_to_check", "clocks", "events"}
)
"""What an export of this version may say besides its events."""


@dataclass(frozen=True, slots=True)
class Export:
    """An exported record, read back: what its first lines claim, and the chain."""

    claims: Mapping[str, Any]
    """All that the file says besides its events."""
    carried: tuple[Packed, ...]

    @property
    def damage(self) -> str:
        """Where the record stopped holding when it was exported; empty where it held."""
        return str(self.claims.get("damage", ""))

    def disputed(self, events: Sequence[Event]) -> Iterator[tuple[str, str, str]]:
        """Give the claims that the record knows otherwise: name, what the file says, the record.

        Args:
            events: those that the file carries, and which are sound.
        """
        opened, last = events[0], events[-1]
        profile = opened.body.get("profile")
        known = _known(
            mode=opened.body.get("mode"),
            title=opened.body.get("title"),
            organisation=profile.get("organisation") if isinstance(profile, Mapping) else None,
            run=last.run,
            seq=last.seq,
            own=last.hash,
        )
        for name in (*known, *({"mark"} - known.keys())):
            if self.claims.get(name) != known.get(name):
                yield name, _quoted(self.claims.get(name)), _quoted(known.get(name))

    def unknown(self, events: Sequence[Event] = ()) -> tuple[str, ...]:
        """Give the names of what no export of this version says, and nothing vouches for.

        The clocks are worked out again from the events: another version may have counted them
        otherwise, so that a difference is told and condemns nothing.
        """
        reworded = self.claims.get("how_to_check", HOW) != HOW
        foreign = (name for name in self.claims if name not in _CLAIMED)
        return (
            *foreign,
            *(("how_to_check",) if reworded else ()),
            *(("clocks",) if not self._clocks_hold(events) else ()),
        )

    def _clocks_hold(self, events: Sequence[Event]) -> bool:
        if "clocks" not in self.claims:
            return True
        try:
            state, now = fold(events), parse_stamp(str(self.claims.get("exported_at")))
        except ValueError:
            return False
        both = (_clocks(state, now, nulls=nulls).get("clocks") for nulls in (True, False))
        return self.claims["clocks"] in both


def as_json(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> str:
    """Give the whole record as one JSON document, from which the chain can be checked.

    Hidden characters are escaped, so that the document is safe to show in a terminal.
    """
    document = _document(state, events, now, damage, nulls=True)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _BEYOND_ASCII.sub(lambda match: _escaped(match, json.dumps), text) + "\n"


def as_toml(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> str:
    """Give the same as TOML, which has no null: what is empty is left out."""
    import tomli_w  # noqa: PLC0415 (only exports need it)

    document = _document(state, events, now, damage, nulls=False)
    text = _BEYOND_ASCII.sub(lambda match: _escaped(match, _toml_escape), tomli_w.dumps(document))
    note = f"# {MARK}\n" if state.mode != "incident" else ""
    return f"{note}# The record of a breachplay run. {HOW}.\n\n{text}"


def read_export(path: Path) -> Export:
    """Read an exported record back, JSON or TOML, with whatever is wrong in its chain.

    Raises:
        TimelineFault: when the file is not such an export, or cannot be read at all.
    """
    shown = visible(str(path), lines=False)
    content = _content(path, shown)
    if content.startswith(_REPORTS):
        raise TimelineFault(
            f"{shown}: a report holds no chain to check: verify the run, or its JSON or TOML export"
        )
    document = _decoded(content, path, shown)
    if document.get("format") != FORMAT:
        raise TimelineFault(f"{shown}: {NEITHER}")
    version = document.get("version")
    if version != VERSION:
        raise TimelineFault(
            f"{shown}: an export of version {visible(str(version)[:20], lines=False)}; "
            f"this breachplay reads version {VERSION}: use a newer one"
        )
    events = document.get("events")
    if not isinstance(events, list):
        raise TimelineFault(f"{shown}: the export holds no list of events")
    nulls = not _is_toml(content, path)
    carried = tuple(_carried(event, nulls=nulls) for event in events)
    return Export({key: value for key, value in document.items() if key != "events"}, carried)


def _document(
    state: State, events: Sequence[Event], now: datetime, damage: str, *, nulls: bool
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        **_known(
            mode=state.mode,
            title=state.title,
            organisation=state.profile.organisation,
            run=state.run,
            seq=state.seq,
            own=state.hash,
        ),
        "exported_at": stamp(now),
        **({"damage": damage} if damage else {}),
        "how_to_check": HOW,
        **_clocks(state, now, nulls=nulls),
        "events": [_written(event, nulls=nulls) for event in events],
    }


def _clocks(state: State, now: datetime, *, nulls: bool) -> dict[str, Any]:
    """Give the clocks as they stand, where there are any."""
    found = clocks_document(state, present(state, now))
    if not found:
        return {}
    return {"clocks": found if nulls else [_without_nulls(one) for one in found]}


def _known(
    *, mode: object, title: object, organisation: object, run: str, seq: int, own: str
) -> dict[str, object]:
    """Give what an export says first and its events say too."""
    return {
        "mode": mode,
        **({"mark": MARK} if mode != "incident" else {}),
        "title": title,
        "organisation": organisation,
        "run": run,
        "head": head(seq, own),
        "hash": own,
    }


def _quoted(value: object) -> str:
    return "not given" if value is None else f'"{value}"'


def _written(event: Event, *, nulls: bool) -> dict[str, Any]:
    packed, readable = pack(event), fields_of(event)
    if not nulls:
        readable = _without_nulls(readable)
    return {**readable, "fields": packed.fields, "prev": packed.prev, "hash": packed.hash}


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value if item is not None]
    return value


def _carried(event: Any, *, nulls: bool) -> Packed:
    if not isinstance(event, dict):
        return Packed("", "", "")
    rest = {key: value for key, value in event.items() if key not in {"fields", "prev", "hash"}}
    fields, prev, own = (str(event.get(key, "")) for key in ("fields", "prev", "hash"))
    try:
        said = msgspec.json.decode(fields)
        same = _flat(said if nulls else _without_nulls(said)) == _flat(rest)
    except (ValueError, TypeError, RecursionError):
        same = False
    return Packed(fields, prev, own, readable=same)


def _escaped(match: re.Match[str], escape: Callable[[str], str]) -> str:
    character = match.group()
    return character if character.isprintable() else escape(character).strip('"')


def _toml_escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _flat(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _is_toml(content: bytes, path: Path) -> bool:
    """Tell which of the two a file is meant as; a TOML document may begin with [ too."""
    first, ending = content.lstrip()[:1], path.suffix.lower()
    if first == b"{":
        return False
    return ending == ".toml" or (ending != ".json" and first != b"[")


def _decoded(content: bytes, path: Path, shown: str) -> dict[str, Any]:
    form = "TOML" if _is_toml(content, path) else "JSON"
    try:
        document = _toml(content) if form == "TOML" else _json(content)
    except RecursionError as error:
        raise TimelineFault(f"{shown}: {NEITHER}: it is nested too deep") from error
    except UnicodeDecodeError as error:
        raise TimelineFault(f"{shown}: {NEITHER}: it is not UTF-8 at byte {error.start}") from error
    except ValueError as error:
        why = visible(str(error), lines=False)[:200]
        raise TimelineFault(f"{shown}: {NEITHER}: as {form}: {why}") from error
    return document if isinstance(document, dict) else {}


def _json(content: bytes) -> Any:
    """Decode JSON in which nothing is said twice: a person reads the first, a program the last."""
    document = msgspec.json.decode(content)
    json.loads(content, object_pairs_hook=_once)
    return document


def _once(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise ValueError(f'it says "{name}" twice in one place')
        seen.add(name)


def _toml(content: bytes) -> dict[str, Any]:
    import tomli  # noqa: PLC0415 (only a TOML export needs it)

    return tomli.loads(content.decode())


def _content(path: Path, shown: str) -> bytes:
    try:
        place = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(place, "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise TimelineFault(f"{shown}: it is no regular file")
            content = file.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise TimelineFault(f"{shown}: it is no regular file") from error
    except (OSError, ValueError) as error:
        why = (error.strerror or "").lower() if isinstance(error, OSError) else "not a file name"
        raise TimelineFault(f"{shown}: {why}") from error
    if len(content) > LARGEST:
        raise TimelineFault(
            f"{shown}: larger than {LARGEST // 1024 // 1024} MiB, which no export of ours is"
        )
    return content
