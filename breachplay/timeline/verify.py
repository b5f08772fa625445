"""Is a record unaltered? Where it is not, the first event that shows it, in plain words."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from breachplay.plain import visible
from breachplay.record.chain import Break, Head, first_break, head, head_words
from breachplay.record.events import Event
from breachplay.record.files import SUFFIX
from breachplay.timeline.exports import Export, read_export
from breachplay.timeline.packed import unpack_all
from breachplay.timeline.reading import went_back
from breachplay.timeline.zone import instant, length

WHAT_A_CHAIN_CANNOT_SHOW: Final = (
    "A chain alone does not show that its end was cut off, nor that the whole was written anew "
    "from the start. A head that left the machine does: hold the record against one that was "
    "noted elsewhere (on an approval, in a mail, in an earlier export) with --expect. Whoever "
    "owned the machine before the first head left it could have rewritten what came before."
)
UNGUARDED: Final = (
    "The database's own guards against change are missing: somebody opened it with another tool. "
    "The chain cannot show events cut from the end: compare with a head noted earlier."
)

_SQLITE: Final = b"SQLite format 3\x00"
_LONGEST: Final = 120
"""Characters of a claim as a sentence quotes it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a record found."""

    ok: bool
    events: int
    """How many events there are."""
    head: str = ""
    """The head of what holds: of the whole record, or of the good part before the break."""
    seq: int | None = None
    """The first event that shows that the record was altered; None where no single one does."""
    reason: str = ""
    """How it shows, in a plain sentence; empty where the record is unaltered."""
    warnings: tuple[str, ...] = ()
    """What a reader should know, though the record is unaltered."""
    anchored: bool = False
    """Whether the record was held against a head that was noted elsewhere."""

    def lines(self) -> tuple[str, ...]:
        """Give what to tell a person, one line each."""
        if not self.ok:
            holds = "What stands before it holds" if self.seq else "The chain itself holds"
            good = f"{holds}: {self.head}." if self.head else "Nothing holds."
            place = f" at seq {self.seq}" if self.seq else ""
            return (f"ALTERED{place}: {self.reason}.", good, *self.warnings)
        count = "1 event" if self.events == 1 else f"{self.events:,} events"
        against = "; it holds the expected head" if self.anchored else ""
        first = f"Unaltered: {count}, {self.head}{against}."
        rest = () if self.anchored else (WHAT_A_CHAIN_CANNOT_SHOW,)
        return (first, *self.warnings, *rest)


def verify_events(
    events: Sequence[Event], expect: Head | None = None, *, after: Break | None = None
) -> Verdict:
    """Check the chain of a record, and its head against one that was noted elsewhere.

    Args:
        events: the record from its first event.
        expect: the head that was noted elsewhere.
        after: what is wrong behind these events, where a file holds more that cannot be read.
    """
    if not events and after is None:
        return Verdict(False, 0, reason="there is no event in it")
    broken = first_break(events) or after
    good = events if broken is None else events[: broken.seq - 1]
    seq, reason = (broken.seq, visible(str(broken), lines=False)) if broken else (None, "")
    if not reason and expect is not None:
        seq, reason = _against(good, expect)
    return Verdict(
        ok=not reason,
        events=len(events),
        head=head(good[-1].seq, good[-1].hash) if good else "",
        seq=seq,
        reason=reason,
        warnings=_warnings(good),
        anchored=expect is not None and not reason,
    )


def verify_export(export: Export, expect: Head | None = None) -> Verdict:
    """Check the chain of an exported record, and that the file's first lines agree with it.

    What the first lines say and the record does too (run, mode, title, organisation, head) must
    be the same; what no export says is a warning.
    """
    events, after = unpack_all(export.carried)
    if after is None and export.damage:
        said = visible(export.damage, lines=False)[:200]
        after = Break(len(events) + 1, f"the record was damaged when it was exported: {said}")
    verdict = verify_events(events, expect, after=after)
    if not verdict.ok:
        return verdict
    reason = _first_lines(export, events)
    foreign = (visible(name, lines=False)[:80] for name in export.unknown(events))
    warnings = (
        f'The file says "{name}" before its events: that is not in the chain, and nothing '
        "vouches for it."
        for name in foreign
    )
    return replace(
        verdict,
        ok=not reason,
        reason=reason,
        warnings=(*verdict.warnings, *warnings),
        anchored=verdict.anchored and not reason,
    )


def _first_lines(export: Export, events: Sequence[Event]) -> str:
    """Say where the first lines of an export say other than its events; else an empty text."""
    last = events[-1]
    if export.claims.get("hash") != last.hash:
        named = visible(str(export.claims.get("head", "")), lines=False)[:80]
        return (
            f'the file names "{named}" as its head, but ends with {head(last.seq, last.hash)}: '
            "its end was cut off, or its first lines were changed"
        )
    disputed = [
        f"{name} is {_brief(claimed)} there and {_brief(known)} in the record"
        for name, claimed, known in export.disputed(events)
    ]
    return f"the file's first lines were changed: {'; '.join(disputed)}" if disputed else ""


def _brief(text: str) -> str:
    shown = visible(text, lines=False)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def verify_path(path: Path, expect: Head | None = None) -> Verdict:
    """Check the record in a file: a run file, or its JSON or TOML export.

    Raises:
        StoreFault, TimelineFault: in one plain line, when the file is neither, or cannot be read.
    """
    if not _is_run_file(path):
        return verify_export(read_export(path), expect)
    from breachplay.record.runfile import open_file  # noqa: PLC0415 (no export needs a database)

    with open_file(path, read_only=True) as file:
        verdict = verify_events(file.events, expect, after=file.damage)
        if file.bare:
            verdict = replace(verdict, warnings=(*verdict.warnings, UNGUARDED))
        unsound = file.unsound() if verdict.ok else ""
    if not unsound:
        return verdict
    warning = (
        "Every event holds, but SQLite finds the file damaged elsewhere "
        f"({visible(unsound, lines=False)[:120]}): keep a JSON export of it."
    )
    return replace(verdict, warnings=(*verdict.warnings, warning))


def _is_run_file(path: Path) -> bool:
    if path.name.endswith(SUFFIX):
        return True
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return regular and file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False  # whoever reads it as an export says what is wrong


def _against(events: Sequence[Event], expect: Head) -> tuple[int | None, str]:
    """Hold a sound record against a head noted elsewhere: where and why it fails, or nothing."""
    last = len(events)
    if expect.seq > last:
        lost = expect.seq - last
        many = "1 event is" if lost == 1 else f"{lost} events are"
        return last + 1, f"expected seq {expect.seq}, found {last}: {many} missing from the end"
    found = events[expect.seq - 1].hash
    if expect.fits(found):
        return None, ""
    return None, (
        f"the head is not the one expected: at seq {expect.seq} stands {head_words(found)}, "
        f"expected {expect}: the record was written anew, or this is another run"
    )


def _warnings(events: Sequence[Event]) -> tuple[str, ...]:
    timeless = (event.seq for event in events if instant(event.at) is None)
    return (
        *(
            f"Event {seq} has no time that can be read; the order is that of seq."
            for seq in timeless
        ),
        *(
            f"The clock went back {length(span)} before seq {seq}; the order is that of seq."
            for seq, span in went_back(events).items()
        ),
    )
