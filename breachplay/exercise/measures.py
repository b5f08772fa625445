"""The figures of an exercise, from its record alone: how soon, how often, how late, how many.

The first acknowledgement and the first tip are posts for everybody: a reply reaches one person and
whoever looks for it, so it acknowledges nothing to the others and keeps no promise made to them.
Nor does a post acknowledge anything that assures (`first_word`).
What must not be said counts in replies too: they can be read and copied like any post.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from breachplay.exercise.evidence import clock_line
from breachplay.exercise.first_word import acknowledgement, assures, before_it
from breachplay.exercise.lines import Line, line, since
from breachplay.exercise.near import near
from breachplay.exercise.played import Played
from breachplay.exercise.responses import responses
from breachplay.exercise.too_early import said_too_early
from breachplay.playbook.rule import CaveatRule
from breachplay.record import events as kinds
from breachplay.record.clocks import standing
from breachplay.record.events import Event
from breachplay.record.standing import RUNNING, span
from breachplay.record.state import Post, State
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.wording import fact_label, quote

Unit = Literal["minutes", "count"]


class Measure(Struct, frozen=True):
    """One figure. Less is better in all of them."""

    id: str
    label: str
    value: int | None
    """None where there is nothing to count: nothing was posted, nothing was promised."""
    unit: Unit
    told: str
    """The figure in words."""
    lines: tuple[Line, ...] = ()


def measures(played: Played) -> tuple[Measure, ...]:
    """Give every figure of an exercise, always in the same order."""
    return tuple(measure(played) for measure in _MEASURES)


def _first(played: Played, post: Post | None, name: str, label: str) -> Measure:
    if post is None:
        return Measure(name, label, None, "minutes", "never")
    took = parse_stamp(post.at) - played.begins
    lines = (Line(quote(post.text), post.seq, since(post.at, played.begins)),)
    return Measure(name, label, _minutes(took), "minutes", span(took), lines)


def _first_word(played: Played) -> Measure:
    post = acknowledgement(played.state)
    found = _first(played, post, "first-word", "Time to the first acknowledgement")
    passed_over = tuple(
        Line(
            f"Not counted: {quote(post.text)} {assures(post)}",
            post.seq,
            since(post.at, played.begins),
        )
        for post in before_it(played.state)
    )
    return replace(found, lines=(*found.lines, *passed_over))


def _first_tip(played: Played) -> Measure:
    helps = next((post for post in played.state.public_posts if has_tip(played.state, post)), None)
    return _first(played, helps, "first-tip", "Time to the first useful tip")


def has_tip(state: State, post: Post) -> bool:
    """Whether a post says what people can do: by the rule that misses such a tip, or its phase.

    Not one that went out against a caveat because what it asks of people harms or blames them.
    """
    if any(one.id in _HARMFUL for one in post.caveats):
        return False
    rule = next((rule for pack in state.packs for rule in pack.caveat if rule.id == "no-tip"), None)
    if rule is not None and rule.missing:
        return _says(rule, post.text)
    phase = state.phase_named(post.phase)
    return phase is not None and "protect" in (phase.id, *phase.stands_for)


_HARMFUL: Final = frozenset({"asks-for-secrets", "blames-customers", "look-alike-link"})
"""Caveats of posts whose advice helps nobody."""


def _says(rule: CaveatRule, text: str) -> bool:
    from breachplay.caveats.compiled import compiled, is_missing  # noqa: PLC0415  reviews only
    from breachplay.caveats.folding import fold  # noqa: PLC0415  reviews only

    return not is_missing(compiled(rule), fold(text))


def _late_updates(played: Played) -> Measure:
    name, label = "late-updates", "Promised updates late or never"
    due = [one for one in played.state.promises if one.due]
    if not due:
        return Measure(name, label, None, "count", "none was promised")
    lines = []
    for promise in due:
        kept = parse_stamp(promise.kept_at) if promise.kept_by else played.now
        late = kept - parse_stamp(promise.due)
        if late > timedelta(0):
            told = "came late by" if promise.kept_by else "never came; by the end it was overdue by"
            text = f"The one promised for {since(promise.due, played.begins)} {told} {span(late)}"
            lines.append(Line(text, promise.kept_by or promise.post))
    told = _of(len(lines), len(due))
    return Measure(name, label, len(lines), "count", told, tuple(lines))


def _unconfirmed(played: Played) -> Measure:
    lines = tuple(
        Line(
            f'{fact_label(played.state.playbook, one.fact)}: "{one.said}" was {one.why}',
            one.post.seq,
            since(one.post.at, played.begins),
        )
        for one in said_too_early(played)
    )
    return _count("unconfirmed", "Facts stated before confirmation", lines)


def _overridden(played: Played) -> Measure:
    lines = tuple(
        line(_override_told(event), event, played.begins)
        for event in played.events
        if event.kind == kinds.CAVEAT_OVERRIDDEN
    )
    return _count("overridden", "Stops overridden", lines)


def _override_told(event: Event) -> str:
    body = event.body
    message, subject = str(body["message"]), str(body["subject"])
    about = "" if subject in message or ";" in subject else f' About: "{subject}".'
    return f"{message}{about} Set aside by {event.actor}: {body['reason']}"


def _skipped(played: Played) -> Measure:
    state = played.state
    lines = []
    for phase in state.playbook.phase:
        for item in phase.item:
            became = state.item(phase.id, item.id)
            if item.needed and became.status == "skipped":
                second = f", with {became.second}" if became.second else ""
                text = f'"{item.text}" was skipped by {became.actor}{second}: {became.reason}'
                event = played.newest(kinds.ITEM_SKIPPED, phase=phase.id, item=item.id)
                at = since(became.at, played.begins)
                lines.append(Line(text, event.seq if event else 0, at))
    return _count("skipped", "Required items skipped", tuple(lines))


def _left_open(played: Played) -> Measure:
    state = played.state
    lines = tuple(
        Line(item.text)
        for phase in state.playbook.phase
        if phase.id in state.phases
        for item in state.open_needed(phase)
    )
    found = _count("left-open", "Required items left open", lines)
    entered, phases = len(state.phases), len(state.playbook.phase)
    return replace(found, told=f"{found.told}, {entered} of {phases} phases entered")


def _answered_late(played: Played) -> Measure:
    return _responses(played, "late", "answered-late", "Responses to injects, late")


def _unanswered(played: Played) -> Measure:
    return _responses(played, "never", "unanswered", "Responses to injects, never")


def _responses(played: Played, outcome: str, name: str, label: str) -> Measure:
    all_asked = responses(played.exercise, played.events, played.now)
    found = [one for one in all_asked if one.outcome != "waiting"]
    lines = []
    for one in found:
        if one.outcome == outcome:
            who = f"{one.inject.sender} ({one.inject.id})"
            took = f", {span(one.at - one.due)} late" if one.at else ""
            at = since(stamp(one.at), played.begins) if one.at else ""
            close = near(played, one)
            but = f"; {close.told}" if close else ""
            says = one.expected.says.rstrip(".")
            seq = close.seq if close else one.event
            lines.append(Line(f"{who}: {says}{took}{but}", seq, at))
    told = _of(len(lines), len(found))
    counted = Measure(name, label, len(lines), "count", told, tuple(lines))
    return counted if found else Measure(name, label, None, "count", "no inject asked for one yet")


def _clocks(played: Played) -> Measure:
    name, label = "clocks", "Deadlines missed"
    law = [one for one in standing(played.state, played.now) if one.kind == "law"]
    begun = [one for one in law if one.status in {*RUNNING, "met"}]
    if not begun:
        return Measure(name, label, None, "count", "no clock had started")
    missed = [one for one in begun if one.late or one.status == "overdue"]
    late = {one.id for one in missed}
    lines = tuple(
        replace(clock_line(played, one), good=one.id not in late)
        for one in sorted(begun, key=lambda one: one.id not in late)
    )
    return Measure(name, label, len(missed), "count", _of(len(missed), len(begun)), lines)


def _questions(played: Played) -> Measure:
    name, label = "questions", "Questions left unanswered"
    asked = played.state.questions.values()
    if not asked:
        return Measure(name, label, None, "count", "nobody's question was noted")
    lines = tuple(Line(f"{one.who}: {one.text}") for one in asked if one.status == "open")
    return Measure(name, label, len(lines), "count", _of(len(lines), len(asked)), lines)


def _count(name: str, label: str, lines: tuple[Line, ...]) -> Measure:
    return Measure(name, label, len(lines), "count", str(len(lines) or "none"), lines)


def _of(some: int, total: int) -> str:
    return f"{some or 'none'} of {total}"


def _minutes(took: timedelta) -> int:
    return max(int(took.total_seconds()), 0) // 60


_MEASURES: Final[tuple[Callable[[Played], Measure], ...]] = (
    _first_word,
    _first_tip,
    _late_updates,
    _unconfirmed,
    _overridden,
    _skipped,
    _left_open,
    _answered_late,
    _unanswered,
    _clocks,
    _questions,
)
