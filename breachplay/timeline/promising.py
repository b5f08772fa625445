"""The section on promised updates: what was promised in public, and when it was kept."""

from datetime import datetime

from breachplay.record import events as kinds
from breachplay.record.cadence import first_word_due, minutes_late
from breachplay.record.promised import PromisedUpdate
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.document import Block, Heading, Paragraph, Section, Table
from breachplay.timeline.reading import Reading
from breachplay.timeline.wording import network_label
from breachplay.timeline.zone import length


def promises_section(reading: Reading) -> Section:
    """Give every promise of an update with what became of it, and every update put off."""
    promised = [one for one in reading.state.promises if one.due or one.moved]
    blocks: list[Block] = []
    if promised:
        head = ("Promised in", "On", "At", "For", "Kept", "Minutes late", "Corrected")
        blocks.append(Table(head, tuple(_row(reading, one) for one in promised)))
    elif not reading.state.public_posts and (due := first_word_due(reading.state)):
        said = (
            f"Nothing was said in public; the first word was due {reading.zone.both(stamp(due))}."
        )
        blocks.append(Paragraph(said))
    else:
        blocks.append(Paragraph("No post promised an update, as far as it was noted."))
    if snoozed := _snoozed(reading):
        blocks.append(Heading("Updates put off inside the team"))
        titles = ("Due", "Put off to", "Reason", "By", "When", "Promised in public")
        blocks.append(Table(titles, snoozed))
    return Section("Promised updates", tuple(blocks))


def _present(reading: Reading) -> datetime:
    """Give the present as the run counts it: in an exercise, how far its own clock has come."""
    return parse_stamp(reading.state.last_on_clock) if reading.exercise else reading.now


def _row(reading: Reading, one: PromisedUpdate) -> tuple[str, ...]:
    zone = reading.zone
    numbers = {post.seq: number for number, post in enumerate(reading.state.posts, 1)}
    kept = "nothing was promised" if not one.due else "not kept yet"
    late = ""
    if one.due:
        minutes = minutes_late(one, _present(reading))
        late = str(minutes) if one.kept_by or minutes > 0 else "not due yet"
    if one.due and one.kept_by:
        kept = f"{zone.both(one.kept_at)}, post {numbers.get(one.kept_by, '?')}"
    elif one.due and reading.state.closed:
        kept = "never"
        late = ""
    moved = "; ".join(
        f"before: {zone.local(was.due) if was.due else 'nothing'} ({was.reason}, {was.actor})"
        for was in one.moved
    )
    return (
        f"post {numbers.get(one.post, '?')}",
        network_label(one.network),
        zone.both(one.at),
        zone.both(one.due) if one.due else "",
        kept,
        late,
        moved,
    )


def _snoozed(reading: Reading) -> tuple[tuple[str, ...], ...]:
    zone = reading.zone
    return tuple(
        (
            zone.both(event.body["due"]),
            zone.both(event.body["until"]),
            event.body["reason"],
            str(event.actor),
            zone.both(event.on_clock),
            "yes: the promise stood" if event.body.get("promised") else "no",
        )
        for event in reading.of_kind(kinds.UPDATE_SNOOZED)
    )


def kept_in_words(reading: Reading) -> list[str]:
    """Sum the promises up in a sentence; nothing where none was made."""
    made = [one for one in reading.state.promises if one.due]
    if not made:
        return []
    late = [one for one in made if one.kept_by and minutes_late(one, _present(reading)) > 0]
    open_ones = [one for one in made if not one.kept_by]
    on_time = len(made) - len(late) - len(open_ones)
    parts = [f"{on_time} kept on time"]
    if late:
        worst = max(parse_stamp(one.kept_at) - parse_stamp(one.due) for one in late)
        parts.append(f"{len(late)} late (by {length(worst)} at most)")
    if open_ones:
        parts.append(f"{len(open_ones)} {'never kept' if reading.state.closed else 'open'}")
    return [f"Promised updates: {len(made)}, {', '.join(parts)}."]
