"""The rhythm of updates: no news yet, put off, and what a post really promised."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from breachplay.record.cadence import Upcoming, rhythm, upcoming
from breachplay.record.commands import SetFact
from breachplay.record.commands_cadence import CorrectPromise, SnoozeUpdate
from breachplay.record.no_news import no_news, promise_fact
from breachplay.record.state import Post
from breachplay.record.when import parse_stamp
from breachplay.tui.dialogs.form import Answers, Field, Form
from breachplay.tui.dialogs.pick import Entry, Pick
from breachplay.tui.draft import empty
from breachplay.tui.flows.coming import coming, shown_moment, suggested
from breachplay.tui.flows.insert import begin
from breachplay.tui.paint import lines, plain
from breachplay.tui.widgets.next_update import clock_of

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen

HINT = "18:00, tomorrow 9:00, 24 November 18:00 UTC, in two hours"
NO_NEWS = "no-news-due"
"""The entry of the text for an update that is due when nothing is new."""
SNOOZE = timedelta(minutes=30)
"""What is proposed when an update is put off."""


async def no_news_post(screen: "WalkScreen") -> None:
    """Begin the prepared post that says that nothing is new; a draft with text is kept."""
    screen.get_ready()
    state = screen.run_state
    template = no_news(state)
    fact = promise_fact(state, template.text)
    if fact and not await _promise_again(screen, fact):
        return
    next_one = upcoming(screen.run_state)
    network = next_one.network if next_one and next_one.network else screen.buffer.network
    await begin(screen, empty(template.title, template.text, network))


def due_first(screen: "WalkScreen") -> list[Entry]:
    """Give what comes first among the prepared texts while an update is due; else nothing."""
    next_one = upcoming(screen.run_state)
    if next_one is None or screen.view.now < next_one.wanted or screen.buffer.reply_to:
        return []
    template = no_news(screen.run_state)
    return [Entry(NO_NEWS, "due now", template.title, template.text, template.note)]


async def _promise_again(screen: "WalkScreen", fact: str) -> bool:
    """Ask for the time of the update after this one, where the one noted has passed."""
    state = screen.run_state
    now, zone = screen.view.now, state.profile.timezone
    held = state.fact(fact)
    if held is not None and held.value and held.status != "retracted":
        noted = coming(held.value, parse_stamp(held.at), zone)
        if noted is not None and noted > now:
            return True
    value = suggested(now, rhythm(state), zone)
    body = [plain("This post promises the next one. Only promise what you can keep.")]
    if held is not None and held.value:
        body.append(plain(f"Noted so far: {held.value}", "$quiet"))

    async def take(answers: Answers) -> str:
        when = coming(answers["value"], now, zone)
        if when is None:
            return f'"{answers["value"][:40]}" is no time to come: write it like {HINT}'
        if when <= now:
            return "that time has passed: when does the next update come?"
        return await screen.send(SetFact(fact, answers["value"], "confirmed", "our own decision"))

    definition = state.playbook.facts[fact]
    fields = [Field("value", definition.ask, HINT, value)]
    taken: bool = await screen.app.push_screen_wait(
        Form(
            "No news yet: when is the next update?", fields, take, body=lines(body), button="Go on"
        )
    )
    return taken


async def snooze(screen: "WalkScreen") -> None:
    """Put the next update off, with a reason on the record."""
    view = screen.view
    next_one = upcoming(view.state)
    if next_one is None:
        return
    zone = view.state.profile.timezone
    later = max(next_one.wanted, view.now) + SNOOZE
    fields = [
        Field("until", "Until when?", HINT, shown_moment(later, view.now, zone)),
        Field("reason", "Why?", "for example: the forensics call ends at 18:20"),
    ]

    async def take(answers: Answers) -> str:
        until = coming(answers["until"], view.now, zone)
        if until is None:
            return f'"{answers["until"][:40]}" is no time to come: write it like {HINT}'
        if until <= screen.view.now:
            return "that time has passed: give a later one"
        return await screen.send(SnoozeUpdate(_kept(until), answers["reason"]))

    body = lines(_what_stands(screen, next_one))
    taken = await screen.app.push_screen_wait(
        Form("Put the next update off", fields, take, body=body, button="Put off")
    )
    if taken and next_one.promise is not None:
        screen.say(f"Put off. The promise of {clock_of(next_one.due, view)} stands in public.")


def _what_stands(screen: "WalkScreen", next_one: Upcoming) -> list[Content]:
    view = screen.view
    at = clock_of(next_one.due, view)
    if next_one.promise is None:
        return [plain(f"The rhythm of this phase asks for an update at {at}.")]
    return [
        plain(f"The promise of {at} stands in public: only a post can change what people expect."),
        plain('If nothing is new, "no news yet" keeps it: esc, then u.', "$quiet"),
    ]


async def correct(screen: "WalkScreen") -> None:
    """Say what a post really promised of the next update."""
    posts = [post for post in reversed(screen.run_state.posts) if not post.reply_to]
    entries = [_entry(screen, post) for post in posts]
    picked = await screen.app.push_screen_wait(Pick("What did which post promise?", entries))
    if picked is None:
        return
    post = next(post for post in posts if str(post.seq) == picked)
    before = screen.run_state.promise_of(post.seq)
    zone, made = screen.run_state.profile.timezone, parse_stamp(post.at)
    value = shown_moment(parse_stamp(before.due), made, zone) if before and before.due else ""
    fields = [
        Field("due", "By when does it promise the next update?", "empty: it promises none", value),
        Field("reason", "What was wrong?", "for example: the post says 18:00, not 8:00"),
    ]

    async def take(answers: Answers) -> str:
        due = coming(answers["due"], made, zone) if answers["due"] else None
        if answers["due"] and due is None:
            return f'"{answers["due"][:40]}" is no time to come: write it like {HINT}'
        return await screen.send(
            CorrectPromise(post.seq, _kept(due) if due else "", answers["reason"])
        )

    body = lines([plain(post.text, lines=True)])
    await screen.app.push_screen_wait(Form("What this post promised", fields, take, body=body))


def _entry(screen: "WalkScreen", post: Post) -> Entry:
    promise = screen.run_state.promise_of(post.seq)
    zone = screen.run_state.profile.timezone
    made = parse_stamp(post.at)
    told = "no promise noted"
    if promise is not None and promise.due:
        told = f"promised {shown_moment(parse_stamp(promise.due), made, zone)}"
    return Entry(str(post.seq), shown_moment(made, made, zone), told, post.text)


def _kept(moment: datetime) -> str:
    """Give a moment as the record keeps it: with its offset."""
    return moment.isoformat(timespec="minutes")
