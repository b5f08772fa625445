"""The full timeline: every event of the record, in order."""

from collections.abc import Iterator, Sequence

from breachplay.plain import visible
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.standing import span
from breachplay.timeline.document import Paragraph, Section, Table
from breachplay.timeline.reading import Reading
from breachplay.timeline.sentences import sentence
from breachplay.timeline.zone import between, length, utc


def timeline_section(reading: Reading) -> Section:
    """Give the whole record in order, one line for each event.

    Successive saves of one draft stand in one line, which names the first and the last of them.
    """
    head = ["Seq", f"Local time ({reading.zone.name})", "UTC", "Who", "What"]
    begins = _begins(reading)
    if begins:
        head.insert(3, "Exercise time")
    rows = []
    for group in _groups(reading):
        row = list(_row(reading, group))
        if begins:
            row.insert(3, _exercise_time(reading, group[-1], begins))
        rows.append(tuple(row))
    about = (
        "Every event, in the order of the record (seq). Successive saves of one draft by one "
        "person stand in one line; the JSON export holds each version."
    )
    table = Table(tuple(head), tuple(rows))
    return Section("Full timeline", (Paragraph(about), *_private(reading), table))


def _private(reading: Reading) -> tuple[Paragraph, ...]:
    """Say that what players did not see stands here, where there is any."""
    if not any(event.kind in kinds.FOR_FACILITATORS for event in reading.events):
        return ()
    told = (
        "The facilitator's private notes and ratings, and the injects that were left out, are part "
        "of the record and stand here too. Players did not see them while they played."
    )
    return (Paragraph(told),)


def _begins(reading: Reading) -> str:
    """Give what the exercise clock showed first; empty where there is none."""
    if reading.state.exercise is not None:
        return reading.state.exercise.begins_at
    return next((event.exercise_at for event in reading.events if event.exercise_at), "")


def _exercise_time(reading: Reading, event: Event, begins: str) -> str:
    """Give an event's time on the exercise clock: `T+42 min, 09:22:10`, the day after `T+22 h`."""
    took = between(begins, event.exercise_at) if event.exercise_at else None
    if took is None or event.exercise_at is None:
        return visible(event.exercise_at or "", lines=False)
    shown = reading.zone.local(event.exercise_at).split(" ")[1:2]
    return ", ".join((f"T+{span(took)}", *shown))


def _groups(reading: Reading) -> Iterator[Sequence[Event]]:
    group: list[Event] = []
    for event in reading.events:
        if group and not _same_writing(group[-1], event, reading):
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def _same_writing(before: Event, event: Event, reading: Reading) -> bool:
    return (
        before.kind == event.kind == kinds.DRAFT_SAVED
        and before.actor == event.actor
        and before.body.get("draft") == event.body.get("draft")
        and event.seq not in reading.went_back
        and not event.happened_at
        and not before.happened_at
    )


def _row(reading: Reading, group: Sequence[Event]) -> tuple[str, ...]:
    first, last = group[0], group[-1]
    seq, what = str(last.seq), sentence(last, reading.state.playbook, whole=True)
    if len(group) > 1:
        seq = f"{first.seq} to {last.seq}"
        what += f"; {len(group)} versions since {reading.zone.local(first.at)}"
    if last.happened_at:
        what += f"; happened {reading.zone.both(last.happened_at)}, entered as {last.happened_at}"
    back = reading.went_back.get(first.seq)
    if back is not None:
        what = f"[THE CLOCK WENT BACK {length(back)} BEFORE THIS] {what}"
    universal = utc(last.at).removesuffix(" UTC")
    return (seq, reading.zone.local(last.at), universal, str(last.actor), what)
