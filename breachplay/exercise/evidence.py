"""Whether an objective's evidence is on the record: shown, shown late, or not."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from msgspec import Struct

from breachplay.caveats.stating import same_value
from breachplay.exercise.first_word import acknowledgement, assures, before_it
from breachplay.exercise.learning import learned_at
from breachplay.exercise.lines import Line, line, since
from breachplay.exercise.near import near
from breachplay.exercise.played import Played
from breachplay.exercise.responses import Response, responses
from breachplay.exercise.too_early import said_too_early
from breachplay.playbook.scenario import Evidence, Truth
from breachplay.playbook.words import seconds
from breachplay.record import events as kinds
from breachplay.record.clocks import standing
from breachplay.record.exercise import Exercise
from breachplay.record.standing import Standing
from breachplay.record.state import Post
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.wording import (
    fact_label,
    item_text,
    milestone_label,
    phase_title,
    quote,
)

NOTHING: Final = "Nothing was posted"

Outcome = Literal["shown", "late", "missing"]


class Shown(Struct, frozen=True):
    """How one piece of evidence stands."""

    evidence: Evidence
    outcome: Outcome
    lines: tuple[Line, ...]


def shown(played: Played, evidence: Evidence) -> Shown:
    """Look for one piece of evidence in the record."""
    outcome, lines = _LOOKS[evidence.kind](played, evidence)
    return Shown(evidence, outcome, tuple(lines))


Found = tuple[Outcome, list[Line]]


def _timed(evidence: Evidence, since_when: datetime, found: Line, at: str) -> Found:
    """Give what was found as shown, or late where it took longer than `within`."""
    if evidence.within is None:
        return "shown", [found]
    late = parse_stamp(at) > since_when + timedelta(seconds=seconds(evidence.within))
    return ("late" if late else "shown"), [found]


def _answered(played: Played, evidence: Evidence) -> Found:
    if evidence.of not in played.exercise.delivered:
        return "missing", [Line(f'The inject "{evidence.of}" did not reach the players')]
    lines, outcomes = [], []
    for one in responses(played.exercise, played.events, played.now):
        if one.inject.id != evidence.of:
            continue
        outcomes.append(one.outcome)
        lines.append(response_line(played, one))
    if not outcomes or set(outcomes) == {"in time"}:
        return "shown", lines
    return ("late" if set(outcomes) <= {"in time", "late"} else "missing"), lines


def response_line(played: Played, one: Response) -> Line:
    """Tell how a response to an inject stands, and what came near one that never came."""
    outcome = "had time left at the end" if one.outcome == "waiting" else one.outcome
    told = f"{one.expected.says.rstrip('.')}: {outcome if played.ended else one.outcome}"
    found = near(played, one)
    if found is not None:
        return line(f"{told}; {found.told}", played.events[found.seq - 1], played.begins)
    if not one.event:
        return Line(told)
    event = played.events[one.event - 1]
    return line(told, event, played.begins, good=one.outcome == "in time")


def _posted(played: Played, evidence: Evidence) -> Found:
    for post in played.state.public_posts:
        if evidence.of in {"", post.phase}:
            found = _of_post(played, post, f"Posted: {quote(post.text)}")
            return _timed(evidence, played.begins, found, post.at)
    title = phase_title(played.state.playbook, evidence.of)
    return "missing", [Line(f'Nothing was posted in "{title}"' if evidence.of else NOTHING)]


def _acknowledged(played: Played, evidence: Evidence) -> Found:
    passed_over = [
        _of_post(played, post, f"No acknowledgement: {quote(post.text)} {assures(post)}")
        for post in before_it(played.state)
    ]
    post = acknowledgement(played.state)
    if post is None:
        return "missing", passed_over or [Line(NOTHING)]
    found = _of_post(played, post, f"Posted: {quote(post.text)}")
    outcome, lines = _timed(evidence, played.begins, found, post.at)
    return outcome, [*lines, *passed_over]


def _item(played: Played, evidence: Evidence) -> Found:
    phase, _, item = evidence.of.partition("/")
    became = played.state.item(phase, item)
    text = f'"{item_text(played.state.playbook, phase, item)}"'
    if became.status == "open":
        return "missing", [Line(f"{text} was left open")]
    kind = kinds.ITEM_SKIPPED if became.status == "skipped" else kinds.ITEM_CHECKED
    event = played.newest(kind, phase=phase, item=item)
    seq, at = (event.seq if event else 0), since(became.at, played.begins)
    if became.status == "skipped":
        return "missing", [Line(f"{text} was skipped: {became.reason}", seq, at)]
    return _timed(evidence, played.begins, Line(f"{text} was checked", seq, at), became.at)


def _fact(played: Played, evidence: Evidence) -> Found:
    truth = _truth(played.exercise, evidence.of)
    label = f'"{fact_label(played.state.playbook, evidence.of)}"'
    if truth is None:
        return "missing", [Line(f"The scenario says nothing of {label}")]
    learned = learned_at(played.exercise, truth)
    if learned is None:
        return "missing", [Line(f"What is true of {label} never reached the players")]
    definition = played.state.fact_definition(evidence.of)
    kind = definition.kind if definition else "text"
    for fact in played.state.facts.get(evidence.of, ()):
        known = parse_stamp(fact.at) >= learned
        if known and fact.status == truth.status and same_value(kind, fact.value, truth.value):
            at = since(fact.at, played.begins)
            found = Line(f'{label} was set to "{fact.value}", {fact.status}', fact.seq, at)
            return _timed(evidence, learned, found, fact.at)
    return "missing", [Line(f'{label} was never set to "{truth.value}", {truth.status}')]


def _held(played: Played, evidence: Evidence) -> Found:
    lines = [
        _of_post(played, one.post, f'A post said "{one.said}", {one.why}')
        for one in said_too_early(played)
        if one.fact == evidence.of
    ]
    return _none_of(played, lines)


def _never(played: Played, evidence: Evidence) -> Found:
    lines = [
        _of_post(played, post, f"A post went out although: {caveat.message}")
        for post in played.state.posts
        for caveat in post.caveats
        if caveat.id == evidence.of
    ]
    return _none_of(played, lines)


def _none_of(played: Played, lines: list[Line]) -> Found:
    """Give what must not be there: not shown where nothing was said, so nothing was held back."""
    if lines:
        return "missing", list(dict.fromkeys(lines))
    posts = len(played.state.posts)
    if not posts:
        return "missing", [Line("Nothing was posted, so nothing was held back")]
    return "shown", [Line("The one post holds" if posts == 1 else f"All {posts} posts hold")]


def _corrected(played: Played, evidence: Evidence) -> Found:
    stated = {
        post.seq: post
        for post in played.state.posts
        if any(fact.name == evidence.of for fact in post.facts)
    }
    for post in played.state.posts:
        if post.corrects in stated:
            found = _of_post(
                played, post, f"Corrected the post of seq {post.corrects}: {quote(post.text)}"
            )
            return _timed(evidence, _changed_at(played, evidence.of, post.seq), found, post.at)
    label = fact_label(played.state.playbook, evidence.of)
    return "missing", [Line(f'No post corrected what was said of "{label}"')]


def _changed_at(played: Played, fact: str, before: int) -> datetime:
    """Give when a fact last changed before a post."""
    history = [one for one in played.state.facts.get(fact, ()) if one.seq < before]
    return parse_stamp(history[-1].at) if history else played.begins


def _milestone(played: Played, evidence: Evidence) -> Found:
    label = milestone_label(evidence.of)
    for event in played.events:
        own = event.kind == kinds.MILESTONE_REACHED and event.body["milestone"] == evidence.of
        if own and event.seq > 2:  # not the one that every run opens with
            found = line(f'The milestone "{label}" was set', event, played.begins)
            return _timed(evidence, played.begins, found, event.on_clock)
    if evidence.of in played.state.milestones:
        return "missing", [Line(f'"{label}" was left at the start, where the program sets it')]
    return "missing", [Line(f'The milestone "{label}" was not set')]


def _clock(played: Played, evidence: Evidence) -> Found:
    for one in standing(played.state, played.now):
        if one.id != evidence.of:
            continue
        found = clock_line(played, one)
        if one.status == "met":
            return ("late" if one.late else "shown"), [found]
        return "missing", [found]
    return "missing", [Line(f'No clock "{evidence.of}" was watched')]


def clock_line(played: Played, one: Standing) -> Line:
    """Tell how a clock of law stands: `GDPR 33: met, due T+26 h 39 (T+22 h 40, seq 211)`."""
    due = f", due {since(stamp(one.deadline), played.begins)}" if one.deadline else ""
    event = played.newest(kinds.CLOCK_MET, clock=one.id) if one.status == "met" else None
    at = since(stamp(one.settled_at), played.begins) if one.settled_at else ""
    word = "still running" if one.status in {"running", "close"} else one.word
    return Line(f"{one.title}: {word}{due}", event.seq if event else 0, at)


def _promise(played: Played, _: Evidence) -> Found:
    lines, late, open_ones = [], False, False
    for promise in played.state.promises:
        if not promise.due:
            continue
        due = since(promise.due, played.begins)
        if promise.kept_by:
            slow = parse_stamp(promise.kept_at) > parse_stamp(promise.due)
            late |= slow
            told = f"An update promised for {due} came {'late' if slow else 'in time'}"
            at = since(promise.kept_at, played.begins)
            lines.append(Line(told, promise.kept_by, at, good=not slow))
        elif parse_stamp(promise.due) < played.now:
            open_ones = True
            lines.append(Line(f"An update promised for {due} never came", promise.post))
    if open_ones or not lines:
        return "missing", lines or [Line("No update was promised")]
    return ("late" if late else "shown"), lines


def _approved(played: Played, _: Evidence) -> Found:
    unread = [post for post in played.state.posts if not post.approvals]
    if not played.state.posts:
        return "missing", [Line(NOTHING)]
    if unread:
        return "missing", [
            _of_post(played, post, "A post went out without approval") for post in unread
        ]
    posts = len(played.state.posts)
    told = "The one post was" if posts == 1 else f"All {posts} posts were"
    return "shown", [Line(f"{told} approved before going out")]


def _truth(exercise: Exercise, fact: str) -> Truth | None:
    """Give what holds of a fact at the end: the last that the scenario says of it."""
    told: Iterator[Truth] = (one for one in exercise.scenario.truth if one.fact == fact)
    return max(told, key=lambda one: _order(exercise, one), default=None)


def _order(exercise: Exercise, truth: Truth) -> tuple[bool, float]:
    learned = learned_at(exercise, truth)
    return (learned is not None, learned.timestamp() if learned else 0.0)


def _of_post(played: Played, post: Post, told: str) -> Line:
    return Line(told, post.seq, since(post.at, played.begins))


_LOOKS: Final[dict[str, Callable[[Played, Any], Found]]] = {
    "answered": _answered,
    "acknowledged": _acknowledged,
    "posted": _posted,
    "item": _item,
    "fact": _fact,
    "held": _held,
    "never": _never,
    "corrected": _corrected,
    "milestone": _milestone,
    "clock": _clock,
    "promise": _promise,
    "approved": _approved,
}
