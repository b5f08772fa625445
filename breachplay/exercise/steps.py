"""What one step of a script does: the commands that a player's screen would send."""

from collections.abc import Callable
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.playbook.script import ACTIONS, FactStep, PostStep, SkipStep, Step
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
from breachplay.record.commands_exercise import AnswerInject
from breachplay.record.commands_questions import LogQuestion
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
            response = _response(action, step)
            session.submit(AnswerInject(step.answers, response, event=done.seq))
    finally:
        session.actor = before


def actor_of(named: str) -> Actor | None:
    """Read "Name, role"; None where nobody is named."""
    name, _, role = named.partition(",")
    return Actor(name.strip(), role.strip()) if name.strip() else None


def _response(action: str, step: Step) -> str:
    if action == "post" and step.post is not None and step.post.corrects:
        return "correction"
    return {"check": "item", "skip": "note", "phase": "note"}.get(action, action)


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


def _milestone(session: Session, _: Step, milestone: str, __: int) -> Event | None:
    return _last(session.submit(ReachMilestone(milestone, stamp(session.now()))))


def _phase(session: Session, _: Step, phase: str, __: int) -> Event | None:
    return _last(session.submit(EnterPhase(phase, leaving_open=True)))


def _note(session: Session, _: Step, text: str, __: int) -> Event | None:
    return _last(session.submit(AddNote(text)))


def _post(session: Session, _: Step, post: PostStep, number: int) -> Event | None:
    return _posted(session, post, number)


def _reply(session: Session, step: Step, post: PostStep, number: int) -> Event | None:
    exercise = session.state.exercise
    delivered = exercise.delivered.get(step.answers or "") if exercise else None
    if delivered is None:
        raise Refused("this inject has not reached the players: there is nobody to answer")
    inject = delivered.inject
    (logged,) = session.submit(LogQuestion(inject.text, who=inject.sender, where=post.network))
    return _posted(session, post, number, reply_to=(str(logged.body["question"]),))


def _posted(
    session: Session, post: PostStep, number: int, reply_to: tuple[str, ...] = ()
) -> Event | None:
    draft = f"script-{number}"
    text, template = post.text, ""
    if post.template:
        text, template = _template(session.state.playbook, post.template)
    save = SaveDraft(draft, text, template, post.network, reply_to=reply_to)
    session.submit(save)
    if post.approved_by:
        _approved(session, draft, text, post.approved_by)
    if post.override:
        _override(session, draft, post.override)
    link = POSTED_AT.format(number)
    return _last(session.submit(MarkPosted(draft, text, link)))


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
    for caveat in judge_draft(session.state, held, session.actor.role).caveats:
        if caveat.severity == "stop":
            session.submit(OverrideCaveat(draft, caveat.id, caveat.subject, reason))


def _last(events: tuple[Event, ...]) -> Event | None:
    """Give the event that the command was about; None where it changed nothing."""
    posted = [event for event in events if event.kind == kinds.POSTED]
    given = posted or list(events)
    return given[-1] if given else None


_DO: Final[dict[str, Callable[[Session, Step, Any, int], Event | None]]] = {
    "check": _check,
    "skip": _skip,
    "fact": _fact,
    "milestone": _milestone,
    "phase": _phase,
    "post": _post,
    "reply": _reply,
    "note": _note,
}
