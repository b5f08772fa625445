"""Where a run stands, as a JSON document and as lines to read."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from breachplay.cli.approve import approval_lines, approvals_document
from breachplay.cli.cadence import update_in_figures, update_in_lines
from breachplay.cli.clocks import clock_lines
from breachplay.cli.outdated import outdated_document, outdated_lines
from breachplay.cli.questions import in_a_line, in_figures
from breachplay.record.deadlines import item_due
from breachplay.record.when import parse_stamp, stamp
from breachplay.timeline.deadlines import clocks_document
from breachplay.timeline.zone import length, zone_named

if TYPE_CHECKING:
    from breachplay.playbook.model import Item, Phase
    from breachplay.record.session import Session
    from breachplay.record.state import State


def as_document(session: "Session", now: datetime) -> dict[str, Any]:
    """Give where a run stands, for programs: times in UTC, texts as they are on the record."""
    state = session.state
    phase = state.current_phase
    aware = state.milestone("aware")
    return {
        "run": state.run,
        "mode": state.mode,
        "title": state.title,
        "organisation": state.profile.organisation,
        "opened_at": state.opened_at,
        "aware_at": aware.at if aware else None,
        "closed_at": state.closed_at or None,
        "phase": {"id": phase.id, "title": phase.title},
        "phases": [_phase(state, one) for one in state.playbook.phase],
        "open_items": [_item(state, item) for item in _open_items(state)],
        "facts": {
            name: {"label": definition.label, **_fact(state, name)}
            for name, definition in state.playbook.facts.items()
        },
        "posts": [
            {
                "at": post.at,
                "network": post.network,
                "text": post.text,
                "link": post.link,
                "reply_to": list(post.reply_to),
            }
            for post in state.posts
        ],
        "outdated": outdated_document(state),
        "questions": in_figures(state, now),
        "approvals": approvals_document(state),
        "drafts": len(state.drafts),
        **update_in_figures(state, now),
        "clocks": clocks_document(state, now),
        "head": session.head,
        "seq": state.seq,
        "hash": state.hash,
        "damage": str(session.damage) if session.damage is not None else None,
    }


def as_lines(session: "Session", now: datetime) -> list[str]:
    """Give where a run stands, for people: times in the organisation's zone."""
    state = session.state
    zone = zone_named(state.profile.timezone)
    mode = "EXERCISE" if state.mode == "exercise" else "LIVE"
    ended = "  FINISHED" if state.closed else ""
    aware = state.milestone("aware")
    settled = _settled(state, state.current_phase)
    lines = [
        f"{mode}{ended}  {state.profile.organisation} · {state.title}",
        f"run          {state.run}",
        f"begun        {zone.both(state.opened_at)}",
    ]
    if aware:
        lines.append(f"aware since  {zone.both(aware.at)}")
    if state.closed_at:
        lines.append(f"finished     {zone.both(state.closed_at)}")
    lines.append(
        f"phase        {state.current_phase.title}  "
        f"({settled} of {len(state.current_phase.item)} items settled)"
    )
    for item in _open_items(state):
        lines.append(f"             [ ] {item.text}{_notes(state, item, now)}")
    lines.append(f"posts        {_posts(state)}")
    lines += outdated_lines(state)
    if asked := in_a_line(state, now):
        lines.append(f"questions    {asked}")
    lines += approval_lines(state)
    lines += update_in_lines(state, now)
    lines += clock_lines(state, now)
    for number, (name, definition) in enumerate(state.playbook.facts.items()):
        fact = _fact(state, name)
        known = f"{fact['value']} ({fact['status']})" if fact["value"] else fact["status"]
        lines.append(f"{'' if number else 'facts':<13}{definition.label}: {known}")
    lines.append(f"head         {session.head}")
    return lines


def _open_items(state: "State") -> list["Item"]:
    phase = state.current_phase
    return [item for item in phase.item if state.item(phase.id, item.id).status == "open"]


def _settled(state: "State", phase: "Phase") -> int:
    return sum(state.item(phase.id, item.id).status != "open" for item in phase.item)


def _phase(state: "State", phase: "Phase") -> dict[str, Any]:
    return {
        "id": phase.id,
        "title": phase.title,
        "settled": _settled(state, phase),
        "items": len(phase.item),
    }


def _item(state: "State", item: "Item") -> dict[str, Any]:
    due = item_due(state, item)
    return {
        "id": item.id,
        "text": item.text,
        "required": item.needed,
        "critical": item.critical,
        "due": stamp(due) if due else None,
    }


def _notes(state: "State", item: "Item", now: datetime) -> str:
    weight = "critical" if item.critical else "required" if item.required else ""
    due = item_due(state, item)
    late = due is not None and due <= now
    when = f"{'' if late else 'due '}{_until(due, now)}" if due and not state.closed else ""
    notes = ", ".join(note for note in (weight, when) if note)
    return f"  ({notes})" if notes else ""


def _until(due: datetime, now: datetime) -> str:
    span = length(due - now)
    return f"in {span}" if due > now else f"OVERDUE by {span}"


def _posts(state: "State") -> str:
    if not state.posts:
        return "none yet"
    last = state.posts[-1]
    at = zone_named(state.profile.timezone).both(stamp(parse_stamp(last.at)))
    return f"{len(state.posts)}, the last {at}"


def _fact(state: "State", name: str) -> dict[str, str]:
    fact = state.fact(name)
    if fact is None:
        return {"value": "", "status": "unknown", "source": ""}
    return {"value": fact.value, "status": fact.status, "source": fact.source}
