"""What one step of a script does: the commands that a player's screen would send."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from breachplay.caveats.promises import next_promise
from breachplay.playbook.model import Playbook
from breachplay.playbook.scenario import Inject
from breachplay.playbook.script import (
    ACTIONS,
    ClockStep,
    FactStep,
    PostStep,
    SkipStep,
    Step,
    WaiveStep,
)
from breachplay.playbook.words import seconds
from breachplay.record import events as kinds
from breachplay.record.commands import (
    AddNote,
    CheckItem,
    EnterPhase,
    MarkPosted,
    OverrideCaveat,
    ReachMilestone,
    Refused,
    SaveDraft,
    SetFact,
    SkipItem,
)
from breachplay.record.commands_approvals import Approve, AskApproval
from breachplay.record.commands_clocks import MeetClock, WaiveClock
from breachplay.record.commands_exercise import AnswerInject
from breachplay.record.commands_questions import LogQuestion
from breachplay.record.decide_texts import stops
from breachplay.record.events import Actor, Event
from breachplay.record.judging import judge_draft
from breachplay.record.session import Session
from breachplay.record.when import stamp

POSTED_AT: Final = "https://posts.example/{}"
"""Where the posts of a script stand; nobody can take it for a real network."""


def do(session: Session, step: Step, number: int) -> None:
    """Do one step, and tie it to the inject that it answers.

    Args:
        session: the exercise, its clock at the step's time.
        step: what to do.
        number: its number in the script, from 1; drafts and links are named by it.

    Raises:
        Refused: when the state does not allow it.
    """
    before = session.actor
    session.actor = actor_of(step.actor) or before
    try:
        action = next(action for action in ACTIONS if getattr(step, action))
        done = _DO[action](session, step, getattr(step, action), number)
        if step.answers and done is not None:
            response = _RESPONSES.get(action, action)
            session.submit(AnswerInject(step.answers, response, event=done.seq))
    finally:
        session.actor = before


def actor_of(named: str) -> Actor | None:
    """Read "Name, role"; None where nobody is named."""
    name, _, role = named.partition(",")
    return Actor(name.strip(), role.strip()) if name.strip() else None


def _check(session: Session, _: Step, items: tuple[str, ...], __: int) -> Event | None:
    given: tuple[Event, ...] = ()
    for item in items:
        phase, _slash, name = item.partition("/")
        given += session.submit(CheckItem(phase, name))
    return given[-1] if given else None


def _skip(session: Session, _: Step, skip: SkipStep, __: int) -> Event | None:
    phase, _slash, name = skip.item.partition("/")
    return _last(session.submit(SkipItem(phase, name, skip.reason, skip.second)))


def _fact(session: Session, _: Step, fact: FactStep, __: int) -> Event | None:
    return _last(session.submit(SetFact(fact.name, fact.value, fact.status, fact.source)))


def _milestone(session: Session, step: Step, milestone: str, _: int) -> Event | None:
    reached = session.now() - timedelta(seconds=seconds(step.ago) if step.ago else 0)
    return _last(session.submit(ReachMilestone(milestone, stamp(reached))))


def _clock(session: Session, _: Step, clock: ClockStep, __: int) -> Event | None:
    met = MeetClock(clock.id, clock.evidence, clock.where, stamp(session.now()))
    return _last(session.submit(met))


def _waive(session: Session, _: Step, clock: WaiveStep, __: int) -> Event | None:
    return _last(session.submit(WaiveClock(clock.id, clock.reason, clock.decided_by)))


def _phase(session: Session, _: Step, phase: str, __: int) -> Event | None:
    return _last(session.submit(EnterPhase(phase, leaving_open=True)))


def _note(session: Session, _: Step, text: str, __: int) -> Event | None:
    return _last(session.submit(AddNote(text)))


def _question(session: Session, step: Step, text: str, _: int) -> Event | None:
    delivered = _delivered(session, step)
    session.submit(LogQuestion(text, who=delivered.sender if delivered else ""))
    return None  # to note a question does not answer it


def _post(session: Session, step: Step, post: PostStep, number: int) -> None:
    _posted(session, step, post, number)


def _reply(session: Session, step: Step, post: PostStep, number: int) -> None:
    inject = _delivered(session, step)
    if inject is None:
        raise Refused("this inject has not reached the players: there is nobody to answer")
    (logged,) = session.submit(LogQuestion(inject.text, who=inject.sender, where=post.network))
    _posted(session, step, post, number, reply_to=(str(logged.body["question"]),))


def _delivered(session: Session, step: Step) -> Inject | None:
    exercise = session.state.exercise
    delivered = exercise.delivered.get(step.answers or "") if exercise else None
    return delivered.inject if delivered else None


def _posted(
    session: Session, step: Step, post: PostStep, number: int, reply_to: tuple[str, ...] = ()
) -> None:
    """Write a draft, have it approved, and post it; the draft names the inject it answers."""
    draft = f"script-{number}"
    text, template = post.text, ""
    if post.template:
        text, template = _template(session.state.playbook, post.template)
    session.submit(
        SaveDraft(
            draft,
            text,
            template,
            post.network,
            reply_to=reply_to,
            corrects=_stated_last(session, post.corrects) if post.corrects else 0,
            inject=step.answers or "",
        )
    )
    if post.approved_by:
        _approved(session, draft, text, post.approved_by)
    if post.override:
        _override(session, draft, post.override)
    promised = _ready(session, draft)
    link = POSTED_AT.format(number)
    seen = stamp(session.now())
    session.submit(MarkPosted(draft, text, link, promised=promised, seen_at=seen))


def _ready(session: Session, draft: str) -> str:
    """Give the promise that a text makes, as a person confirms it; empty where it makes none.

    Raises:
        Refused: when stops stand against the text, with what they say: a script sees no screen.
    """
    state, now = session.state, session.now()
    judgement = judge_draft(state, state.drafts[draft], session.actor.role, now)
    if blocking := stops(state, draft, judgement):
        raise Refused(f"stops stand against it: {' '.join(blocking)}")
    promise = next_promise(judgement.text, now, state.profile.timezone)
    return promise.due.isoformat(timespec="seconds") if promise else ""


def _stated_last(session: Session, fact: str) -> int:
    """Give the newest post that stated a fact: the one that a correction of it corrects."""
    for post in reversed(session.state.posts):
        if any(stated.name == fact for stated in post.facts):
            return post.seq
    raise Refused(f'no post stated "{fact}": there is nothing to correct')


def _template(playbook: Playbook, name: str) -> tuple[str, str]:
    phase_id, _, post_id = name.partition("/")
    for phase in playbook.phase:
        for post in phase.post:
            if (phase.id, post.id) == (phase_id, post_id):
                return post.text, post.id
    raise Refused(f'the playbook has no template "{name}"')


def _approved(session: Session, draft: str, text: str, who: str) -> None:
    (asked,) = session.submit(AskApproval(draft, text))
    approver = actor_of(who) or Actor(who, "")
    session.submit(Approve(draft, str(asked.body["hash"]), name=approver.name, role=approver.role))


def _override(session: Session, draft: str, reason: str) -> None:
    held = session.state.drafts[draft]
    now = session.now()
    for caveat in judge_draft(session.state, held, session.actor.role, now).caveats:
        if caveat.severity == "stop":
            session.submit(OverrideCaveat(draft, caveat.id, caveat.subject, reason, stamp(now)))


def _last(events: tuple[Event, ...]) -> Event | None:
    """Give the event that the command was about; None where it changed nothing."""
    posted = [event for event in events if event.kind == kinds.POSTED]
    given = posted or list(events)
    return given[-1] if given else None


_RESPONSES: Final = {"check": "item", "skip": "note", "phase": "note", "waive": "clock"}
"""What an action answers an inject with, where it is not called the same."""

_DO: Final[dict[str, Callable[[Session, Step, Any, int], Event | None]]] = {
    "check": _check,
    "skip": _skip,
    "fact": _fact,
    "milestone": _milestone,
    "clock": _clock,
    "waive": _waive,
    "phase": _phase,
    "post": _post,
    "reply": _reply,
    "question": _question,
    "note": _note,
}
