"""The timeline as a report for counsel, a regulator, an insurer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from breachplay.plain import visible
from breachplay.record.events import Event
from breachplay.record.state import State
from breachplay.timeline import (
    approvals_section,
    asking,
    corrections,
    deadlines,
    markdown,
    opening,
    posting,
    promising,
    telling,
    walk,
)
from breachplay.timeline.document import Report
from breachplay.timeline.reading import Reading


def composed(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> Report:
    """Compose the report of a run, in no form yet.

    Args:
        state: the fold of all the events.
        events: the whole record, in order.
        now: when the report is made; aware.
        damage: where the record stops holding, if it does; then `events` end before it.
    """
    reading = Reading(state, events, now, damage)
    mark = "EXERCISE. Nothing here happened for real." if reading.exercise else ""
    sections = (
        opening.run_section(reading),
        opening.summary_section(reading),
        walk.phases_section(reading),
        posting.posts_section(reading),
        *corrections.outdated_section(reading),
        promising.promises_section(reading),
        approvals_section.approvals_section(reading),
        posting.overrides_section(reading),
        walk.skipped_section(reading),
        walk.facts_section(reading),
        walk.milestones_section(reading),
        deadlines.clocks_section(reading),
        asking.questions_section(reading),
        walk.notes_section(reading),
        telling.timeline_section(reading),
        posting.drafts_section(reading),
        opening.checking_section(reading),
    )
    mode = "EXERCISE" if reading.exercise else "LIVE INCIDENT"
    return Report(state.title, mode, mark, sections)


def as_markdown(state: State, events: Sequence[Event], *, now: datetime, damage: str = "") -> str:
    """Give the report of a run as Markdown, in which text from outside is only ever text.

    Raises:
        ValueError: when the record holds a value that is not as this version knows it.
    """
    with read_or_refuse():
        return markdown.drawn(composed(state, events, now=now, damage=damage))


@contextmanager
def read_or_refuse() -> Iterator[None]:
    """Say plainly, as a ValueError, that a record holds a value of another type than we know."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as error:
        why = visible(str(error), lines=False)
        raise ValueError(f"the record holds a value that cannot be read: {why}") from error
