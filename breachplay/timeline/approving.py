"""An approval as people read it: how a text stands in a few words, and all that is approved.

Whoever says yes sees the same rows on screen, over SSH and on the command line.
"""

from typing import Literal

from msgspec import Struct

from breachplay.posts import NETWORKS, Measure
from breachplay.record.approval import Answer, Content
from breachplay.record.approval_changes import Piece, since_seen
from breachplay.record.approvals import Standing, waiting
from breachplay.record.events import Actor
from breachplay.record.judging import Judgement
from breachplay.record.state import State
from breachplay.timeline.wording import fact_label, phase_title
from breachplay.timeline.zone import Zone, zone_named

Style = Literal["head", "text", "plain", "quiet", "good", "stop", "warn", "note", "diff", "gap"]


class Row(Struct, frozen=True):
    """One row to read: a text with the style of its kind, or a text word by word."""

    style: Style
    text: str = ""
    pieces: tuple[Piece, ...] = ()


def role_of(person: Actor) -> str:
    """Give who a person is in a word or two: the role, `Legal`; the name where there is none."""
    role = person.role or person.name
    return role[:1].upper() + role[1:]


def in_words(state: State, found: Standing | None) -> str:
    """Say how a text stands: `approval asked 02:14`, `approved by Legal 02:20`, `void: ...`.

    Empty where nobody asked. Times are those of the organisation's zone.
    """
    if found is None:
        return ""
    zone = zone_named(state.profile.timezone)
    said = [f"{role_of(one.person)} {_clock(zone, one.at)}" for one in found.answers]
    if found.rejections:
        last = found.rejections[-1]
        return f"rejected by {role_of(last.person)} {_clock(zone, last.at)}"
    if found.holds:
        return f"approved by {', '.join(said)}"
    if found.asked and found.asking:
        some = f", approved by {', '.join(said)}" if said else ""
        return f"approval asked {_clock(zone, found.asking.at)}{_cards_done(found)}{some}"
    if found.void or found.asking:
        what = _what_changed(state, found)
        return f"void: {what}" if found.void else f"asked, but since then {what}"
    return ""


def waiting_words(state: State) -> str:
    """Say what waits for approval: `approval asked 02:14`; empty where nothing does."""
    found = waiting(state)
    if len(found) > 1:
        return f"{len(found)} texts wait for approval"
    return in_words(state, found[0]) if found else ""


def _cards_done(found: Standing) -> str:
    if len(found.cards) < 2 or not any(found.cards):
        return ""
    done = sum(len(card) >= max(found.rule.needed, 1) for card in found.cards)
    return f" ({done} of {len(found.cards)} cards)"


def _what_changed(state: State, found: Standing) -> str:
    made = since_seen(state, found)
    if made is None:
        return "the text changed"
    facts = [one for one in made.said if " -> " in one]
    return facts[0] if facts else "the text changed" if made.text else made.said[0]


def _clock(zone: Zone, at: str) -> str:
    return zone.local(at)[11:16]


def who_must(found: Standing) -> str:
    """Say who must approve: `legal; 2 different people; nobody who wrote it`."""
    rule = found.rule
    if not rule.needed:
        return "nobody has to in this phase"
    said = list(rule.roles)
    if rule.needed > len(rule.roles):
        people = "1 person" if rule.needed == 1 else f"{rule.needed} different people"
        said.append(f"{people} in all" if rule.roles else people)
    if rule.author_excluded:
        said.append("nobody who wrote it")
    return "; ".join(said)


def rows(state: State, found: Standing, judgement: Judgement) -> tuple[Row, ...]:
    """Give all that whoever answers must see, in the order in which it is read.

    Args:
        state: where the run stands.
        found: how the draft stands.
        judgement: the same draft, held against what is known now.
    """
    zone = zone_named(state.profile.timezone)
    return (
        *_asked(state, found, zone),
        *_changed(state, found),
        *_texts(found, judgement, zone),
        *_pictures(found.content),
        *_facts(state, found.content),
        *_caveats(state, found, judgement),
        *_answers(found, zone),
    )


def _asked(state: State, found: Standing, zone: Zone) -> list[Row]:
    network = _network(found.content)
    what = "Post" if found.content.units == 1 else f"Thread of {found.content.units}"
    phase = phase_title(state.playbook, state.phase)
    mark = "EXERCISE: " if state.mode == "exercise" else ""
    said = [Row("head", f"{mark}{what} for {network}, in the phase {phase}")]
    if found.asking is not None:
        said.append(Row("plain", f"Asked {zone.local(found.asking.at)} by {found.asking.actor}"))
        if found.asking.comment:
            said.append(Row("plain", f"They say: {found.asking.comment}"))
        said.append(Row("quiet", f"Record when it was asked: {found.asking.head}"))
    return said


def _changed(state: State, found: Standing) -> list[Row]:
    made = since_seen(state, found)
    if made is None:
        return []
    last = f"{role_of(found.void[-1].person)} approved it" if found.void else "it was asked before"
    said = [Row("gap"), Row("head", f"Changed since {last}")]
    said += [Row("warn", one) for one in made.said]
    if made.text:
        said.append(Row("diff", pieces=made.text))
    return said


def _texts(found: Standing, judgement: Judgement, zone: Zone) -> list[Row]:
    content = found.content
    if not content.cards:
        measure = judgement.measure
        return [Row("gap"), Row("text", content.text), Row("quiet", _count(measure))]
    said = []
    for number, card in enumerate(content.cards, 1):
        yes = ", ".join(
            f"{role_of(one.person)} {_clock(zone, one.at)}" for one in found.cards[number - 1]
        )
        count = _count(judgement.cards[number - 1].measure)
        said += [Row("gap"), Row("head", f"Card {number} of {content.units}")]
        said += [Row("text", card.text), Row("quiet", count)]
        said.append(
            Row("good", f"✓ approved by {yes}") if yes else Row("quiet", "not approved yet")
        )
    return said


def _count(measure: Measure) -> str:
    length, limit = measure.length, measure.limit
    return f"{length} characters" if limit is None else f"{length} / {limit} characters"


def _pictures(content: Content) -> list[Row]:
    return [
        Row("plain", f"▣ {image.name}: {image.description or 'no description'}")
        for image in content.images
    ]


def _facts(state: State, content: Content) -> list[Row]:
    said = [Row("gap"), Row("head", "Facts it states")]
    for fact in content.facts:
        source = f"; source: {fact.source}" if fact.source else "; no source"
        style: Style = "plain" if fact.status == "confirmed" else "warn"
        label = fact_label(state.playbook, fact.name)
        said.append(Row(style, f"{label}: {fact.value}, {fact.status}{source}"))
    return said if content.facts else [Row("gap"), Row("quiet", "It states no fact.")]


def _caveats(state: State, found: Standing, judgement: Judgement) -> list[Row]:
    said = [Row("gap"), Row("head", "Caveats that stand")]
    standing = [caveat for caveat in judgement.caveats if caveat.id != "not-approved"]
    for caveat in standing:
        override = state.override(found.draft, caveat.id, caveat.subject)
        said.append(Row(caveat.severity, caveat.message))
        if override is not None:
            said.append(Row("plain", f"overridden by {override.actor}: {override.reason}"))
    return said if standing else [Row("gap"), Row("quiet", "No caveat stands.")]


def _answers(found: Standing, zone: Zone) -> list[Row]:
    said = [Row("gap"), Row("head", f"Who must approve: {who_must(found)}")]
    said += [Row("good", told(one, zone)) for one in found.answers]
    said += [Row("stop", told(one, zone)) for one in found.rejections]
    said += [Row("quiet", f"Void: {told(one, zone)}") for one in found.void]
    said += [Row("quiet", one) for one in found.missing]
    return said


def told(answer: Answer, zone: Zone) -> str:
    """Say who answered what, and when: `Lee Sample, legal approved it 02:20: fine by me`."""
    what = f"card {answer.card}" if answer.card else "it"
    verb = "approved" if answer.yes else "rejected"
    comment = f": {answer.comment}" if answer.comment else ""
    return f"{answer.person} {verb} {what} {_clock(zone, answer.at)}{comment}"


def _network(content: Content) -> str:
    known = NETWORKS.get(content.network)
    return known.label if known else content.network
