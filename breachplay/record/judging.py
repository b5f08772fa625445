"""A draft held against what the team knows: filled, measured, checked.

The same judgement is shown while a person types and made again when they say "posted", so that
what they saw and what the record allows cannot differ.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from breachplay.playbook.placeholders import Filled, Stated, fill
from breachplay.playbook.profile import placeholder_values
from breachplay.playbook.rule import CaveatRule
from breachplay.posts import NETWORKS, Measure, measure
from breachplay.record.adjusting import Adjusted, adjusted, holding, severities
from breachplay.record.approvals import (
    Standing,
    concerns,
    content_of,
    standing,
    subject_of,
    why_not,
)
from breachplay.record.cadence import first_word_due, upcoming
from breachplay.record.clocks_watched import running, watched_data
from breachplay.record.kept import kept_for_the_last
from breachplay.record.outdated import left_behind
from breachplay.record.state import Draft, Image, State
from breachplay.record.when import parse_stamp
from breachplay.zones import zone_of

if TYPE_CHECKING:
    from breachplay.caveats import Caveat, FactView, Situation
    from breachplay.caveats.words import Said
    from breachplay.posts import Part


class Judgement(Struct, frozen=True):
    """What is known of a draft: its text as it would go out, its count, what to worry about."""

    filled: Filled
    measure: Measure
    """How the whole text stands against the network's rules."""
    cards: "tuple[Part, ...]"
    """The posts of a thread, numbered; empty where it goes out as one post."""
    caveats: "tuple[Caveat, ...]"
    approval: Standing | None = None
    """How the text stands with those who must approve it; None where nobody has to."""
    stated: tuple[Stated, ...] = ()
    """Where the text states facts, by placeholder or by value; a value that the profile fills in
    is none."""

    @property
    def text(self) -> str:
        """The text as it would go out."""
        return self.filled.text


def values(state: State, network: str = "x") -> dict[str, str]:
    """Give what each placeholder stands for now; what is unknown is left out."""
    known = placeholder_values(state.profile, NETWORKS[network].handle_of)
    for name in state.playbook.facts:
        fact = state.fact(name)
        if fact is not None and fact.status != "unknown" and fact.value:
            known[name] = fact.value
    return known


def networks(state: State) -> tuple[str, ...]:
    """Give the networks that posts of this run go to, in order; never none.

    The playbook's choice comes before the profile's, and that before the networks of its handles.
    """
    chosen: tuple[str, ...] = state.playbook.networks or state.profile.networks
    chosen = chosen or tuple(state.profile.handles)
    known = tuple(dict.fromkeys(name for name in chosen if name in NETWORKS))
    return known or ("x",)


def limit_of(state: State, network: str) -> int | None:
    """Give the organisation's own figure for a network; None where the network's own holds."""
    return next((own for name, own in state.profile.limits.items() if name == network), None)


def facts_as_seen(state: State) -> "tuple[FactView, ...]":
    """Give every fact of the playbook with its value and status, for the checks."""
    from breachplay.caveats import FactView  # noqa: PLC0415  with the first text, not at start

    seen = []
    for name, definition in state.playbook.facts.items():
        fact = state.fact(name)
        value, status = (fact.value, fact.status) if fact else ("", "unknown")
        view = FactView(name, definition.label, definition.kind, value, status, definition.ours)
        seen.append(view)
    return tuple(seen)


@kept_for_the_last
def changes(state: State) -> tuple[Adjusted, ...]:
    """Give the rules that the run's playbook or profile changes, and why."""
    return adjusted(state.packs, state.playbook, state.profile)


@kept_for_the_last
def rules(state: State) -> tuple[CaveatRule, ...]:
    """Give every rule that holds in the run's present phase: packs, playbook, phase.

    Those that the playbook or the profile switches off are left out.
    """
    held = [rule for pack in state.packs for rule in pack.caveat]
    held += state.playbook.caveat
    held += state.current_phase.caveat
    return holding(held, changes(state))


def holding_back(state: State) -> tuple[str, ...]:
    """Give the texts of the needed items that must be done before a post of this phase.

    Those of the phase itself, and the critical ones of phases that were left with them open: to
    go on does not free anybody of the reason and the second person that skipping takes.
    """
    here = state.open_needed(state.current_phase)
    held = [*here, *(item for item in state.open_critical() if item not in here)]
    return tuple(item.text for item in held if not item.after_post)


def situation(state: State, now: datetime | None = None) -> "Situation":
    """Give what the checks must know of the run; how a draft's approval stands is not in it.

    Without the present `now`, nothing is said of what is late.
    """
    from breachplay.caveats import Situation  # noqa: PLC0415  with the first text, not at start

    next_one = upcoming(state)
    return Situation(
        rules=rules(state),
        profile=None if state.sample_profile else state.profile,
        routes=state.profile,
        facts=facts_as_seen(state),
        open_required=holding_back(state),
        mode=state.mode,
        posted=tuple(post.text for post in state.posts),
        severities=severities(changes(state)),
        unanswered=tuple(one.id for one in state.questions.values() if one.status == "open"),
        now=now,
        update_due=next_one.public if next_one else None,
        promised=next_one is not None and next_one.promise is not None,
        first_word_due=first_word_due(state),
        said=_said(state),
        moments=_moments(state),
        clocks=running(state, now) if now else (),
        watched_data=watched_data(state),
    )


@kept_for_the_last
def _said(state: State) -> "tuple[Said, ...]":
    """Give what posts stated and facts have left behind, the last post first."""
    from breachplay.caveats.words import Said  # noqa: PLC0415  with the first text, not at start

    return tuple(
        Said(one.name, one.value, one.said, one.number, settled=bool(one.corrected_by))
        for one in reversed(left_behind(state))
    )


@kept_for_the_last
def _moments(state: State) -> tuple[datetime, ...]:
    """Give when milestones were reached and posts went out, in the organisation's time."""
    stamps = [one.at for history in state.milestones.values() for one in history[-1:]]
    stamps += [post.at for post in state.posts]
    zone = zone_of(state.profile.timezone)
    return tuple(parse_stamp(stamp).astimezone(zone) for stamp in dict.fromkeys(stamps))


def judge(
    state: State,
    text: str,
    network: str = "x",
    *,
    thread: bool = False,
    speaker: str | None = None,
    images: tuple[Image, ...] = (),
    reply_to: tuple[str, ...] = (),
    draft: str = "",
    now: datetime | None = None,
) -> Judgement:
    """Fill, measure and check a text with placeholders.

    Args:
        state: where the run stands.
        text: the draft as typed, placeholders and all.
        network: id of the network whose rules count.
        thread: whether it goes out as several posts. A line of `---` cuts it in any case.
        speaker: the role in which the text would be said.
        images: the pictures that go with it.
        reply_to: the questions that it answers. The mention that such a text begins with is
            counted like any other: networks leave out at most the one that their own reply box
            put there, and a count that is too high is safe.
        draft: id of the draft, whose approvals count; without it, none is asked for.
        now: the present, aware; without it nothing is said of what is late.
    """
    limit = limit_of(state, network)
    filled = fill(text, values(state, network))
    measured = measure(filled.text, network, limit=limit)
    if not filled.text.strip():
        return Judgement(filled, measured, (), ())
    cards = _cards(filled.text, network, limit, thread=thread)
    from breachplay.caveats import Draft as CheckedDraft  # noqa: PLC0415  with the first text
    from breachplay.caveats.checking import check_look  # noqa: PLC0415  with the first text
    from breachplay.caveats.looking import Look  # noqa: PLC0415  with the first text, not at start

    checked = CheckedDraft(
        text=filled.text,
        network=network,
        phase=state.phase,
        speaker=speaker,
        stated=filled.stated,
        gaps=filled.gaps,
        thread=len(cards) > 1,
        limit=limit,
        images=tuple(image.description for image in images),
        stands_for=state.current_phase.stands_for,
        marked=state.mode == "exercise",
        reply_to=reply_to,
    )
    cards = cards if checked.thread else ()
    look = Look(checked, situation(state, now))
    approval = None
    if draft and concerns(state, draft):
        says = Filled(filled.text, look.stated, filled.gaps)
        approval = standing(state, draft, content_of(state, network, text, says, cards, images))
        look.situation = replace(
            look.situation,
            unapproved=why_not(state, approval),
            approval_of=subject_of(approval),
        )
    return Judgement(filled, measured, cards, check_look(look), approval, look.stated)


def _cards(text: str, network: str, limit: int | None, *, thread: bool) -> "tuple[Part, ...]":
    """Give the posts of a thread; none where the text goes out as it is."""
    if not thread and "---" not in text:
        return ()
    from breachplay.posts import cut_by_hand, split  # noqa: PLC0415  most texts are one post

    return split(text, network, limit=limit) if thread or cut_by_hand(text) else ()


def get_ready(state: State) -> None:
    """Compile the rules and judge a text, so that the first key waits for neither."""
    from breachplay.caveats import prepare  # noqa: PLC0415  heavy: only when it is needed

    prepare(rules(state))
    judge(state, "We are looking into this.")


def judge_draft(
    state: State, draft: Draft, speaker: str | None = None, now: datetime | None = None
) -> Judgement:
    """Judge a draft of the record as it stands there."""
    return judge(
        state,
        draft.text,
        draft.network,
        thread=draft.thread,
        speaker=speaker,
        images=draft.images,
        reply_to=draft.reply_to,
        draft=draft.id,
        now=now,
    )


def standing_of(state: State, draft: Draft) -> Standing:
    """Give how a draft of the record stands with those who must approve it."""
    limit = limit_of(state, draft.network)
    filled = fill(draft.text, values(state, draft.network))
    cards = _cards(filled.text, draft.network, limit, thread=draft.thread)
    cards = cards if len(cards) > 1 else ()
    says = Filled(filled.text, _stated(state, filled, draft.network), filled.gaps)
    content = content_of(state, draft.network, draft.text, says, cards, draft.images)
    return standing(state, draft.id, content)


def _stated(state: State, filled: Filled, network: str) -> tuple[Stated, ...]:
    """Give where a text states facts, as `judge` finds them."""
    from breachplay.caveats import Draft as CheckedDraft  # noqa: PLC0415  with the first text
    from breachplay.caveats import Situation  # noqa: PLC0415  with the first text
    from breachplay.caveats.looking import Look  # noqa: PLC0415  with the first text

    draft = CheckedDraft(filled.text, network=network, stated=filled.stated)
    return Look(draft, Situation(rules=(), facts=facts_as_seen(state))).stated
