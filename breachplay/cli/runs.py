"""Runs without a screen: list them, ask where one stands, add a note."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from breachplay.cli.shared import (
    Shared,
    actor,
    fail,
    load_profile,
    open_store,
    shared_options,
    tell,
)

if TYPE_CHECKING:
    from breachplay.record.session import Session
    from breachplay.record.state import State


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@shared_options
def runs(as_json: bool, shared: Shared) -> None:  # noqa: FBT001  click gives it by name
    """List runs, the newest first."""
    found = open_store(shared).runs()
    if as_json:
        click.echo(json.dumps([_run_as_json(run) for run in found], ensure_ascii=False))
        return
    if not found:
        tell("No runs yet. Begin one with: breachplay launch")
    for run in found:
        if run.fault:
            tell(f"{run.run}  cannot be read: {run.fault}")
            continue
        mode = "EXERCISE" if run.mode == "exercise" else "LIVE"
        standing = "finished" if run.closed else "open"
        tell(f"{run.run}  {mode}  {standing}  {run.title}  {run.head}")


def _run_as_json(run: Any) -> dict[str, Any]:
    return {
        "run": run.run,
        "mode": run.mode,
        "title": run.title,
        "opened_at": run.opened_at,
        "closed": run.closed,
        "head": run.head,
        "fault": run.fault,
    }


def _session(run: str | None, shared: Shared) -> "Session":
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    store = open_store(shared)
    who = actor(shared, load_profile(shared))
    try:
        return Session.open(store, store.find(run).run, who, SystemClock())
    except LookupError as error:
        fail(str(error))
    except StoreFault as fault:
        fail(str(fault))


@click.command()
@click.argument("run", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@shared_options
def status(run: str | None, as_json: bool, shared: Shared) -> None:  # noqa: FBT001
    """Say where RUN (or the newest open run) stands."""
    session = _session(run, shared)
    standing = _standing(session.state, session.head, datetime.now(UTC))
    session.close()
    if as_json:
        click.echo(json.dumps(standing, ensure_ascii=False))
        return
    for line in _status_lines(standing):
        tell(line)


def _standing(state: "State", head: str, now: datetime) -> dict[str, Any]:
    from breachplay.record.deadlines import item_due, next_update  # noqa: PLC0415  late
    from breachplay.record.when import stamp  # noqa: PLC0415  late

    phase = state.current_phase
    due = next_update(state)
    open_items = [item for item in phase.item if state.item(phase.id, item.id).status == "open"]
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
        "open_items": [
            {
                "id": item.id,
                "text": item.text,
                "required": item.needed,
                "critical": item.critical,
                "due": stamp(when) if (when := item_due(state, item)) else None,
            }
            for item in open_items
        ],
        "facts": {
            name: {"label": definition.label, **_fact(state, name)}
            for name, definition in state.playbook.facts.items()
        },
        "posts": [
            {"at": post.at, "network": post.network, "text": post.text, "link": post.link}
            for post in state.posts
        ],
        "drafts": len(state.drafts),
        "next_update": stamp(due) if due else None,
        "next_update_overdue": bool(due and due <= now),
        "head": head,
        "seq": state.seq,
        "hash": state.hash,
    }


def _fact(state: "State", name: str) -> dict[str, str]:
    fact = state.fact(name)
    if fact is None:
        return {"value": "", "status": "unknown", "source": ""}
    return {"value": fact.value, "status": fact.status, "source": fact.source}


def _status_lines(standing: dict[str, Any]) -> list[str]:
    mode = "EXERCISE" if standing["mode"] == "exercise" else "LIVE"
    lines = [
        f"{mode}  {standing['organisation']} · {standing['title']}  ({standing['run']})",
        f"phase: {standing['phase']['title']}",
    ]
    if standing["closed_at"]:
        lines.append(f"finished at {standing['closed_at']}")
    for item in standing["open_items"]:
        weight = "critical" if item["critical"] else "required" if item["required"] else ""
        notes = [note for note in (weight, f"due {item['due']}" if item["due"] else "") if note]
        lines.append(f"[ ] {item['text']}" + (f"  ({', '.join(notes)})" if notes else ""))
    for fact in standing["facts"].values():
        lines.append(f"{fact['label']}: {fact['value'] or '--'} ({fact['status']})")
    lines.append(f"posts: {len(standing['posts'])}")
    if standing["next_update"]:
        overdue = " OVERDUE" if standing["next_update_overdue"] else ""
        lines.append(f"next update: {standing['next_update']}{overdue}")
    lines.append(f"head: {standing['head']}")
    return lines


@click.command()
@click.argument("text")
@click.option("--run", help="The run; the newest open one if not named.")
@shared_options
def note(text: str, run: str | None, shared: Shared) -> None:
    """Add a note to a run; an app that has it open shows it."""
    from breachplay.record.commands import AddNote, Refused  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    session = _session(run, shared)
    try:
        session.submit(AddNote(text))
    except (Refused, StoreFault) as refusal:
        fail(str(refusal))
    tell(f"noted in {session.state.run}: {session.head}")
    session.close()
