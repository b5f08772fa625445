"""Writing: templates, facts, drafts, and stops set aside."""

from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.playbook.model import FactDefinition
from breachplay.playbook.placeholders import Gap, Stated
from breachplay.record.commands import NoteImage, OverrideCaveat, RemoveImage, SetFact
from breachplay.record.reckoning import local
from breachplay.record.state import Fact
from breachplay.record.when import stamp
from breachplay.tui.actions import BY_ID
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import empty, from_record
from breachplay.tui.flows.approvals import approval
from breachplay.tui.flows.ledger import history
from breachplay.tui.paint import line, lines, plain, severity
from breachplay.tui.widgets.caveats import CaveatList
from breachplay.tui.widgets.facts import FactList
from breachplay.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from breachplay.caveats import Caveat
    from breachplay.tui.screens.walk import WalkScreen

STATUSES = ("reported", "confirmed", "retracted", "unknown")
NEW = "new"


async def edit(screen: "WalkScreen") -> None:
    """Go to the editor."""
    screen.query_one(Tabs).choose(2, "#editor")


async def facts(screen: "WalkScreen") -> None:
    """Ask for each fact that the draft needs; where it needs none, go to the list."""
    asked: set[str] = set()
    while True:
        judgement = screen.view.judgement
        names = [gap.name for gap in judgement.filled.gaps] if judgement else []
        known = screen.run_state.playbook.facts
        missing = [name for name in names if name in known and name not in asked]
        if not missing:
            break
        asked.add(missing[0])
        if not await _ask_fact(screen, missing[0]):
            return
    if not asked:
        screen.query_one(Tabs).choose(3)


async def set_fact(screen: "WalkScreen") -> None:
    """Ask for the fact under the cursor."""
    await _ask_fact(screen, screen.query_one(FactList).row)


def _fact_fields(definition: FactDefinition, now: Fact | None) -> list[Field]:
    """Give the questions about a fact; what we decide ourselves begins as confirmed."""
    value = now.value if now else (definition.choices or ("",))[0]
    status = now.status if now else "confirmed" if definition.ours else "reported"
    source = now.source if now else "our own decision" if definition.ours else ""
    hint = f"for example: {definition.example}" if definition.example else ""
    return [
        Field("value", definition.label, hint, value, definition.choices),
        Field("status", "How sure is it?", value=status, choices=STATUSES),
        Field("source", "Who says so, and when?", "for example: forensics call 15:20", source),
    ]


async def _ask_fact(screen: "WalkScreen", name: str) -> bool:
    from breachplay.caveats.dateless import lacks_date  # noqa: PLC0415  late: reads values

    definition = screen.run_state.fact_definition(name)
    if definition is None:
        return False
    now = screen.run_state.fact(name)
    fields = _fact_fields(definition, now)
    body = [plain(definition.ask)]
    body += history(screen.run_state, name)

    async def take(answers: Answers) -> str:
        return await screen.send(
            SetFact(name, answers["value"], answers["status"], answers["source"])  # type: ignore[arg-type]
        )

    def note(answers: Answers) -> str:
        if definition.kind != "time" or definition.ours or not lacks_date(answers["value"]):
            return ""
        return f"Give the date too, such as {_dated(screen, answers['value'])}."

    taken: bool = await screen.app.push_screen_wait(
        Form(f"Fact: {definition.label}", fields, take, body=lines(body), note=note)
    )
    return taken


def _dated(screen: "WalkScreen", value: str) -> str:
    """Give a time of day with today's date before it."""
    today = local(screen.view.now, screen.run_state.profile.timezone)
    return f"{today.day} {today:%B}, {value}"


async def caveat(screen: "WalkScreen") -> None:
    """Mend the caveat under the cursor where a fact does it; else show all of it."""
    chosen = screen.query_one(CaveatList).chosen
    if chosen is None:
        return
    if chosen.id == "not-approved" and not BY_ID["approval"].blocked(screen.view):
        await approval(screen)
        return
    name = _fact_behind(screen, chosen)
    if name and screen.run_state.fact_definition(name) is not None:
        if reason := BY_ID["facts"].blocked(screen.view):
            screen.say(reason, "warning")
        else:
            await _ask_fact(screen, name)
        return
    await _show_caveat(screen, chosen)


def _fact_behind(screen: "WalkScreen", chosen: "Caveat") -> str:
    """Give the fact that a caveat about a gap or an unconfirmed value is mended by."""
    judgement = screen.view.judgement
    if judgement is None or chosen.id not in {"unfilled-gap", "unconfirmed-fact"}:
        return ""
    parts: list[Gap | Stated] = [*judgement.filled.gaps, *judgement.stated]
    return next((part.name for part in parts if part.start == chosen.start), "")


async def override(screen: "WalkScreen") -> None:
    """Set aside the stop under the cursor, or the first that stands."""
    view = screen.view
    standing = [
        caveat
        for caveat in (view.judgement.caveats if view.judgement else ())
        if caveat.severity == "stop" and not view.overridden(caveat.id, caveat.subject)
    ]
    chosen = screen.query_one(CaveatList).chosen
    if not standing:
        return
    await _show_caveat(screen, chosen if chosen in standing else standing[0])


def _told(caveat: "Caveat") -> list[Content]:
    rows = [line(severity(caveat.severity), " ", (caveat.message, "bold")), Content("")]
    if caveat.subject:
        rows += [plain(f"About: {caveat.subject}"), Content("")]
    if caveat.why:
        rows += [plain(caveat.why), Content("")]
    rows.append(line(("Instead: ", "bold"), caveat.instead))
    if caveat.source:
        rows.append(plain(f"Source: {caveat.source}", "$quiet"))
    return rows


async def _show_caveat(screen: "WalkScreen", chosen: "Caveat") -> None:
    view = screen.view
    body = _told(chosen)
    recordable = not (view.read_only or view.state.closed)
    open_stop = chosen.severity == "stop" and not view.overridden(chosen.id, chosen.subject)
    if not (recordable and open_stop):

        async def close(_: Answers) -> str:
            return ""

        await screen.app.push_screen_wait(
            Form("Caveat", [], close, body=lines(body), button="Close")
        )
        return
    draft = screen.buffer.id
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return

    async def take(answers: Answers) -> str:
        seen = stamp(screen.view.now)
        return await screen.send(
            OverrideCaveat(draft, chosen.id, chosen.subject, answers["reason"], seen)
        )

    fields = [Field("reason", "Why is it right to say it all the same?", "it stays on the record")]
    await screen.app.push_screen_wait(
        Form("Override this stop", fields, take, body=lines(body), button="Override", danger=True)
    )


async def drafts(screen: "WalkScreen") -> None:
    """Go to another draft, or begin an empty one."""
    await screen.save()
    entries = [Entry(NEW, "new", "An empty draft", "Write a text of your own.")]
    entries += [
        Entry(draft.id, "draft", draft.template or _first_words(draft.text), draft.text)
        for draft in screen.run_state.drafts.values()
    ]
    picked = await screen.app.push_screen_wait(Pick("Drafts", entries))
    if picked is None:
        return
    state = screen.run_state
    screen.edit(
        from_record(state, picked)
        if picked in state.drafts
        else empty(network=screen.buffer.network)
    )
    await edit(screen)


async def network(screen: "WalkScreen") -> None:
    """Write for the next network."""
    names = screen.view.networks
    now = screen.buffer.network
    place = names.index(now) + 1 if now in names else 0
    screen.edit(screen.buffer.on(names[place % len(names)]))
    await screen.save()


async def thread(screen: "WalkScreen") -> None:
    """Cut the text into a thread, or make it one post again."""
    screen.edit(screen.buffer.as_thread(not screen.buffer.thread))
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    judgement = screen.view.judgement
    if judgement and judgement.cards:
        screen.say(
            f"A thread of {len(judgement.cards)} posts. A line of --- cuts where you want; "
            "h makes it one post again."
        )


ANOTHER = "another"


async def picture(screen: "WalkScreen") -> None:
    """Note a picture and its description, correct one, or take one away."""
    if trouble := await screen.save():
        screen.say(trouble, "error")
        return
    images = {image.name: image for image in screen.view.images}
    name = ""
    if images:
        entries = [Entry(ANOTHER, "new", "Another picture", "Note one more.")]
        entries += [
            Entry(image.name, "noted", image.name, image.description or "No description yet.")
            for image in images.values()
        ]
        picked = await screen.app.push_screen_wait(Pick("Pictures of this post", entries))
        if picked is None:
            return
        name = "" if picked == ANOTHER else picked
    await _ask_picture(screen, name, images[name].description if name in images else "")


async def _ask_picture(screen: "WalkScreen", name: str, description: str) -> None:
    draft = screen.buffer.id
    fields = [] if name else [Field("name", "Which picture?", "its file name, or what you call it")]
    fields.append(
        Field(
            "description",
            "What does it show, in words?",
            'for those who do not see it; needed before "posted"',
            description,
        )
    )
    if name:
        fields.append(Field("keep", "Does it go with the post?", "", "yes", ("yes", "no")))

    async def take(answers: Answers) -> str:
        if answers.get("keep") == "no":
            return await screen.send(RemoveImage(draft, name))
        return await screen.send(NoteImage(draft, name or answers["name"], answers["description"]))

    body = plain("Nothing is uploaded: you add the picture in the composer.", "$quiet")
    await screen.app.push_screen_wait(Form(f"Picture {name}".strip(), fields, take, body=body))


def _first_words(text: str) -> str:
    return " ".join(text.split()[:6])
