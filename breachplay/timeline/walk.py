"""The sections on what was done: phases and their items, facts, milestones, notes."""

from breachplay.playbook.model import Item, Phase
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.state import Fact, ItemState
from breachplay.timeline.document import Block, Heading, Paragraph, Section, Table, Verbatim
from breachplay.timeline.reading import Reading
from breachplay.timeline.wording import fact_label, item_text, milestone_label, phase_title


def phases_section(reading: Reading) -> Section:
    """Give each phase with when it was entered and completed, and its items."""
    blocks: list[Block] = []
    for number, phase in enumerate(reading.state.playbook.phase, 1):
        blocks.append(Heading(f"{number}. {phase.title}"))
        blocks += _phase(reading, phase)
    return Section("Phases", tuple(blocks))


def skipped_section(reading: Reading) -> Section:
    """Give every item that was skipped, also those that were taken up again."""
    state = reading.state
    rows = []
    for event in reading.of_kind(kinds.ITEM_SKIPPED):
        phase, item = event.body.get("phase", ""), event.body.get("item", "")
        rows.append(
            (
                phase_title(state.playbook, phase),
                item_text(state.playbook, phase, item),
                event.body.get("reason", ""),
                event.body.get("second", "") or "none asked",
                str(event.actor),
                reading.zone.both(event.on_clock),
                state.item(phase, item).status,
            )
        )
    head = ("Phase", "Item", "Reason", "Second person", "By", "When", "Now")
    nothing = Paragraph("No item was skipped.")
    return Section("Skipped items", (Table(head, tuple(rows)),) if rows else (nothing,))


def facts_section(reading: Reading) -> Section:
    """Give every value that each fact was given, oldest first."""
    state = reading.state
    blocks: list[Block] = []
    names = [*state.playbook.facts, *(n for n in state.facts if n not in state.playbook.facts)]
    for name in names:
        history = state.facts.get(name, ())
        if history:
            blocks.append(Heading(fact_label(state.playbook, name)))
            blocks.append(_history(reading, history))
    never = [fact_label(state.playbook, name) for name in names if not state.facts.get(name)]
    if never:
        blocks.append(Paragraph(f"Never set: {', '.join(never)}."))
    return Section("Facts as they changed", tuple(blocks) or (Paragraph("None."),))


def milestones_section(reading: Reading) -> Section:
    """Give every milestone as entered, with its corrections."""
    latest = {event.body.get("milestone"): event.seq for event in _milestones(reading)}
    rows = []
    for event in _milestones(reading):
        name = event.body.get("milestone", "")
        rows.append(
            (
                milestone_label(name),
                reading.zone.both(event.when),
                event.happened_at or "",
                f"{reading.zone.both(event.on_clock)}, seq {event.seq}",
                str(event.actor),
                event.body.get("source", ""),
                "holds" if latest[name] == event.seq else "corrected later",
            )
        )
    head = ("Milestone", "Happened", "As entered", "Recorded", "By", "Source", "Standing")
    nothing = Paragraph("No milestone was recorded.")
    return Section("Milestones", (Table(head, tuple(rows)),) if rows else (nothing,))


def notes_section(reading: Reading) -> Section:
    """Give every note as it was written."""
    blocks: list[Block] = []
    for event in reading.of_kind(kinds.NOTE_ADDED):
        earlier = ""
        if event.happened_at:
            earlier = f"; of {reading.zone.both(event.happened_at)}, as entered: "
            earlier += event.happened_at
        blocks.append(
            Paragraph(
                f"Seq {event.seq}, {reading.zone.both(event.on_clock)}, {event.actor}{earlier}"
            )
        )
        blocks.append(Verbatim(event.body.get("text", "")))
    return Section("Notes", tuple(blocks) or (Paragraph("No note was written."),))


def _milestones(reading: Reading) -> tuple[Event, ...]:
    return tuple(reading.of_kind(kinds.MILESTONE_REACHED))


def _history(reading: Reading, history: tuple[Fact, ...]) -> Table:
    rows = (
        (
            reading.zone.both(fact.at),
            fact.value,
            fact.status,
            fact.source,
            str(fact.actor),
            str(fact.seq),
        )
        for fact in history
    )
    return Table(("When", "Value", "Status", "Source", "By", "Seq"), tuple(rows))


def _phase(reading: Reading, phase: Phase) -> list[Block]:
    entered = [e for e in reading.of_kind(kinds.PHASE_ENTERED) if e.body.get("phase") == phase.id]
    touched = any(key[0] == phase.id for key in reading.state.items)
    if not entered and not touched:
        return [Paragraph(f"Not entered; its checklist of {len(phase.item)} stayed open.")]
    lines = [f"Goal: {phase.goal}"]
    times = [reading.zone.both(event.on_clock) for event in entered]
    lines.append(f"Entered {'; again '.join(times) if times else 'never'}.")
    lines += _completions(reading, phase)
    blocks: list[Block] = [Paragraph(line) for line in lines]
    if phase.item:
        rows = tuple(_item(reading, phase, item) for item in phase.item)
        blocks.append(Table(("Item", "Needed", "Status", "When", "Who", "Why skipped"), rows))
    return blocks


def _completions(reading: Reading, phase: Phase) -> list[str]:
    lines = []
    for event in reading.of_kind(kinds.PHASE_COMPLETED):
        if event.body.get("phase") != phase.id:
            continue
        texts = [
            item_text(reading.state.playbook, phase.id, item) for item in event.body.get("open", ())
        ]
        left = f"; left open: {'; '.join(texts)}" if texts else "; nothing needed left open"
        lines.append(f"Completed {reading.zone.both(event.on_clock)}, by {event.actor}{left}.")
    return lines or ["Not completed."]


def _item(reading: Reading, phase: Phase, item: Item) -> tuple[str, ...]:
    became = reading.state.item(phase.id, item.id)
    needed = "critical" if item.critical else "required" if item.required else ""
    when = reading.zone.both(became.at) if became.at else ""
    who = str(became.actor) if became.actor else ""
    return (item.text, needed, _status(became), when, who, _why(became))


def _status(became: ItemState) -> str:
    return "reopened" if became.status == "open" and became.at else became.status


def _why(became: ItemState) -> str:
    if not became.second:
        return became.reason
    return f"{became.reason} (second person: {became.second})"
