"""The first and the last of a report: what run this is, what it came to, how to check it."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Final

from breachplay import __version__
from breachplay.record import events as kinds
from breachplay.record.chain import head
from breachplay.record.judging import changes
from breachplay.record.outdated import left_behind
from breachplay.record.state import Post
from breachplay.timeline.asking import asked_in_all
from breachplay.timeline.document import Block, Bullets, Paragraph, Section, Table
from breachplay.timeline.promising import kept_in_words
from breachplay.timeline.reading import Reading
from breachplay.timeline.verify import WHAT_A_CHAIN_CANNOT_SHOW
from breachplay.timeline.wording import network_label, phase_title
from breachplay.timeline.zone import between, instant, length


def run_section(reading: Reading) -> Section:
    """Give the table of what run this is."""
    state, zone = reading.state, reading.zone
    sample = " (the sample organisation: no profile was used)" if state.sample_profile else ""
    ended = zone.both(state.closed_at) if state.closed else "still open when this was exported"
    unknown = "" if zone.known else " (not a time zone known here: UTC is shown instead)"
    rows = [
        *(
            (("RECORD DAMAGED", f"only what stands before it is here: {reading.damage}"),)
            if reading.damage
            else ()
        ),
        ("Kind", "EXERCISE: not a real incident" if reading.exercise else "LIVE INCIDENT"),
        ("Organisation", state.profile.organisation + sample),
        ("Title", state.title),
        ("Playbook", f"{state.playbook.title} ({state.playbook.id})"),
        ("Run", state.run),
        ("Opened", f"{zone.both(state.opened_at)}, by {state.opened_by}"),
        ("Aware since", _aware(reading)),
        ("Closed", ended),
        *((("Outcome", state.outcome),) if state.outcome else ()),
        ("People who acted", "; ".join(str(actor) for actor in reading.people()) or "nobody"),
        ("Time zone", zone.name + unknown),
        ("Events", f"{len(reading.events):,}"),
        ("Head of the record", head(state.seq, state.hash)),
        ("Hash of the head", state.hash),
        ("Exported", f"{zone.both(reading.now_stamp)}, by breachplay {__version__}"),
    ]
    return Section("The run", (Table(("Field", "Value"), tuple(rows)), *_changed_rules(reading)))


def _changed_rules(reading: Reading) -> tuple[Block, ...]:
    """Give what the playbook or profile changed of the rules, stops switched off before all."""
    changed = sorted(changes(reading.state), key=lambda one: (one.before, one.now) != _GONE)
    if not changed:
        return ()
    gone = [one.id for one in changed if (one.before, one.now) == _GONE]
    told = "Rules that did not hold as they were written, and why."
    if gone:
        told = f"STOPS SWITCHED OFF: {', '.join(gone)}. {told}"
    head = ("Rule", "As written", "In this run", "By", "Reason")
    rows = tuple((one.id, one.before, one.now, f"the {one.by}", one.reason) for one in changed)
    return Paragraph(told), Table(head, rows)


_GONE: Final = ("stop", "off")


def summary_section(reading: Reading) -> Section:
    """Give the figures that the record alone yields."""
    lines = [
        *_first_post(reading),
        *_posts(reading),
        *kept_in_words(reading),
        _checklist(reading),
        _facts(reading),
        *_stated_since_changed(reading),
        *asked_in_all(reading),
        _drafts(reading),
        _duration(reading),
    ]
    if reading.damage:
        lines.insert(0, f"THE RECORD IS DAMAGED; it goes on in no way that holds: {reading.damage}")
    if reading.went_back:
        seqs = ", ".join(str(seq) for seq in reading.went_back)
        lines.append(f"The machine's clock went back before seq {seqs}; the order is that of seq.")
    return Section("Summary", (Paragraph("Figures from the record alone."), Bullets(tuple(lines))))


def checking_section(reading: Reading) -> Section:
    """Give how the record is checked, and what that cannot show."""
    here = head(reading.state.seq, reading.state.hash)
    return Section(
        "How to check this record",
        (
            Paragraph(
                "Each event carries a SHA-256 hash over the hash before it and its own canonical "
                "bytes (RFC 8785). This report shows the record; it does not hold the chain. The "
                "run file does, and so do its JSON and TOML exports. To check one of them against "
                "this report:"
            ),
            Bullets((f'breachplay verify FILE --expect "{here}"',)),
            Paragraph(WHAT_A_CHAIN_CANNOT_SHOW),
        ),
    )


def _aware(reading: Reading) -> str:
    history = reading.state.milestones.get("aware", ())
    if not history:
        return "not recorded"
    last = history[-1]
    source = f"; source: {last.source}" if last.source else ""
    again = len(history) - 1
    corrected = f"; corrected {_times(again)}" if again else ""
    return f"{reading.zone.both(last.at)}, as entered by {last.actor}{source}{corrected}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _earliest(posts: tuple[Post, ...]) -> Post | None:
    timed = [(moment, post) for post in posts if (moment := instant(post.at))]
    return min(timed, key=lambda pair: pair[0])[1] if timed else None


def _first_post(reading: Reading) -> list[str]:
    state = reading.state
    first, aware = _earliest(state.posts), state.milestone("aware")
    if first is None:
        return ["Nothing was posted."]
    phase = phase_title(state.playbook, first.phase)
    line = f"First post: {reading.zone.both(first.at)}, in the phase {phase}"
    span = between(aware.at, first.at) if aware else None
    if span is None:
        return [f"{line}."]
    side = "after" if span >= timedelta(0) else "before"
    return [f"{line}: {length(span)} {side} the organisation became aware, as entered."]


def _posts(reading: Reading) -> list[str]:
    posts = reading.state.posts
    if not posts:
        return []
    networks = Counter(network_label(post.network) for post in posts)
    where = ", ".join(f"{count} on {network}" for network, count in networks.items())
    lines = [f"Posts: {len(posts)} ({where})."]
    moments = sorted(moment for post in posts if (moment := instant(post.at)))
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    if gaps:
        lines.append(f"Longest time between two posts: {length(max(gaps))}.")
    return lines


def _checklist(reading: Reading) -> str:
    state = reading.state
    pairs = [(phase.id, item) for phase in state.playbook.phase for item in phase.item]
    status = Counter(state.item(phase, item.id).status for phase, item in pairs)
    needed = sum(
        item.needed and state.item(phase, item.id).status == "open" for phase, item in pairs
    )
    return (
        f"Checklist: {status['checked']} of {len(pairs)} checked, {status['skipped']} skipped, "
        f"{status['open']} open ({needed} of them required). "
        f"Stops overridden: {len(state.overrides)}."
    )


def _facts(reading: Reading) -> str:
    state = reading.state
    held = [state.fact(name) for name in state.playbook.facts]
    status: Counter[str] = Counter(fact.status if fact else "unknown" for fact in held)
    shown = ("confirmed", "reported", "retracted", "unknown")
    return f"Facts: {', '.join(f'{status[kind]} {kind}' for kind in shown)}."


def _stated_since_changed(reading: Reading) -> list[str]:
    ones = left_behind(reading.state)
    if not ones:
        return []
    line = f"{_plural(len(ones), 'value')} stated in a post changed or retracted since"
    waiting = sorted({one.number for one in ones if not one.corrected_by})
    if not waiting:
        return [f"{line}, and corrected."]
    posts = "post" if len(waiting) == 1 else "posts"
    return [f"{line}; not corrected: {posts} {', '.join(map(str, waiting))}."]


def _drafts(reading: Reading) -> str:
    versions = sum(reading.saves.values())
    waiting = sum(bool(draft.text.strip()) for draft in reading.state.drafts.values())
    return (
        f"Drafts: {_plural(versions, 'version')} of {_plural(len(reading.saves), 'draft')} saved, "
        f"{waiting} never posted. Notes: {sum(1 for _ in reading.of_kind(kinds.NOTE_ADDED))}."
    )


def _duration(reading: Reading) -> str:
    state = reading.state
    end = state.closed_at or reading.now_stamp
    span = between(state.opened_at, end)
    until = "to its end" if state.closed else "to this export (still open)"
    return f"The run lasted {length(span) if span else 'an unknown time'} from its opening {until}."
