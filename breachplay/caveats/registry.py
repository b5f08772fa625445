"""The checks that are code: each takes a `Look` at a draft and gives what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from breachplay.caveats import facts as fact_checks
from breachplay.caveats.folding import Folded, fold
from breachplay.caveats.links import Address, addresses
from breachplay.caveats.lookalike import resembles
from breachplay.caveats.people import unanswered_people
from breachplay.caveats.personal import personal_data
from breachplay.caveats.sense import Sense
from breachplay.caveats.sites import has_suffix, is_quiet, known_sites, official_domains, within
from breachplay.caveats.words import Draft, Situation
from breachplay.posts import Measure, measure


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: a span or none, and what to say in place of the rule's message."""

    start: int | None
    end: int | None
    message: str = ""
    subject: str = ""
    instead: str = ""


class Look:
    """A draft in a situation, with what several checks need worked out once, when first asked."""

    def __init__(self, draft: Draft, situation: Situation) -> None:
        self.draft = draft
        self.situation = situation

    @cached_property
    def measured(self) -> Measure:
        """How the text stands against its network's rules."""
        return measure(self.draft.text, self.draft.network, limit=self.draft.limit)

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every address in the text."""
        return addresses(self.draft.text, self.measured.entities)

    @cached_property
    def folded(self) -> Folded:
        """The text made plain, links and mentions hidden."""
        hidden = [(one.start, one.end) for one in self.addresses if one.linked]
        hidden += [(one.start, one.end) for one in self.measured.entities if one.kind == "mention"]
        return fold(self.draft.text, tuple(hidden))

    @cached_property
    def sense(self) -> Sense:
        """The sentences, clauses and quotations of the folded text."""
        return Sense(self.folded.text)

    @cached_property
    def official(self) -> frozenset[str]:
        """The domains that are the organisation's own; none without a profile."""
        profile = self.situation.profile
        return official_domains(profile) if profile else frozenset()

    @cached_property
    def lookalikes(self) -> dict[Address, str]:
        """Addresses that resemble an official domain, and the domain that each resembles."""
        profile = self.situation.profile
        if profile is None:
            return {}
        found = {}
        for address in self.addresses:
            if not address.linked and not has_suffix(address.host, self.official):
                continue  # two sentences without a space between them
            if not is_quiet(address, profile, self.official):
                domain = resembles(address.host, address.user, self.official)
                if domain is not None:
                    found[address] = domain
        return found


def over_limit(look: Look) -> Iterator[Found]:
    """Text that the network does not take: too long, or a character that it refuses."""
    text, measured = look.draft.text, look.measured
    for position in measured.invalid[:10]:
        message = f"The network refuses the character U+{ord(text[position]):04X}."
        yield Found(position, position + 1, message, instead="Take the character out.")
    if look.draft.thread:
        yield from _parts_over(look.draft)
    elif over := measured.over:
        units = over.unit if over.amount == 1 else f"{over.unit}s"
        message = f"This is {over.amount} {units} longer than the {over.limit} it may have."
        yield Found(measured.visible_end, len(text), message)


def _parts_over(draft: Draft) -> Iterator[Found]:
    """Cards of a thread that are too long all the same: a manual cut, or one endless word."""
    from breachplay.posts import split  # noqa: PLC0415  most drafts are one post

    parts = split(draft.text, draft.network, limit=draft.limit)
    for number, part in enumerate(parts, start=1):
        if over := part.measure.over:
            units = over.unit if over.amount == 1 else f"{over.unit}s"
            message = f"Card {number} of {len(parts)} is {over.amount} {units} too long."
            yield Found(part.start, part.end, message, instead="Cut it earlier, or shorten it.")
        elif part.hard:
            message = f"Card {number} of {len(parts)} is cut inside a word or a link."
            yield Found(part.start, part.end, message, instead="Cut it with a line of ---.")


def unfilled_gap(look: Look) -> Iterator[Found]:
    """Placeholders and marks that people leave for later."""
    for start, end, name in fact_checks.gaps(look.draft, look.situation):
        shown = look.draft.text[start:end]
        message = f'"{shown}" is still to be filled in.' if shown else f"{name} is still unknown."
        yield Found(start, end, message)


def unconfirmed_fact(look: Look) -> Iterator[Found]:
    """Facts that are reported or retracted, by placeholder or by value."""
    for start, end, fact in fact_checks.unconfirmed(look.draft, look.situation):
        shown = look.draft.text[start:end]
        if fact.status == "retracted":
            yield Found(start, end, f'"{shown}" ({fact.label}) has been retracted.')
            continue
        message = f'"{shown}" ({fact.label}) is only reported, not confirmed.'
        yield Found(start, end, message)


def look_alike_link(look: Look) -> Iterator[Found]:
    """Addresses that could be taken for an official one."""
    for address, domain in look.lookalikes.items():
        shown = look.draft.text[address.start : address.end]
        message = f'"{shown}" is not one of your domains; it looks like {domain}.'
        instead = (
            f"Use {domain}. If this one is yours too, override with that reason, and add it to the "
            "profile for the next run."
        )
        yield Found(address.start, address.end, message, instead=instead)


def unofficial_link(look: Look) -> Iterator[Found]:
    """Links to domains that the profile does not list."""
    profile = look.situation.profile
    if profile is None:
        return
    for address in look.addresses:
        if not address.linked or address in look.lookalikes:
            continue
        if within(address.host, known_sites().shorteners):
            continue
        if not is_quiet(address, profile, look.official):
            message = (
                f"{address.host} is not one of your official domains, nor a well-known site "
                "that a notice may cite."
            )
            yield Found(address.start, address.end, message)


def short_link(look: Look) -> Iterator[Found]:
    """Links of services that hide where they lead."""
    for address in look.addresses:
        if within(address.host, known_sites().shorteners) and address not in look.lookalikes:
            if within(address.host, look.official):
                continue
            yield Found(address.start, address.end, f"{address.host} hides where the link leads.")


def personal(look: Look) -> Iterator[Found]:
    """One person's data that is not a contact route of the profile."""
    for start, end, kind in personal_data(look.draft.text, look.situation.profile):
        inside = any(
            one.linked and not one.email and one.start <= start and end <= one.end
            for one in look.addresses
        )
        if not inside:
            yield Found(start, end, f"This looks like {kind}.")


def starts_with_mention(look: Look) -> Iterator[Found]:
    """A post that begins with a mention; a reply to somebody does so on purpose."""
    if look.draft.reply_to:
        return
    text = look.draft.text
    begins = len(text) - len(text.lstrip())
    for entity in look.measured.entities:
        if entity.kind == "mention" and entity.start == begins:
            yield Found(entity.start, entity.end)
        break


def required_open(look: Look) -> Iterator[Found]:
    """Required items of the phase that are open."""
    items = look.situation.open_required
    if items:
        many = f"{len(items)} required items of this phase are still open."
        message = many if len(items) > 1 else f"Still open: {items[0]}."
        yield Found(None, None, message, subject="; ".join(items))


CHECKS: Final[dict[str, Callable[[Look], Iterator[Found]]]] = {
    "over-limit": over_limit,
    "unfilled-gap": unfilled_gap,
    "unconfirmed-fact": unconfirmed_fact,
    "look-alike-link": look_alike_link,
    "unofficial-link": unofficial_link,
    "short-link": short_link,
    "personal-data": personal,
    "starts-with-mention": starts_with_mention,
    "required-open": required_open,
    "unanswered-people": unanswered_people,
}
"""By the name that a rule gives in `check`; the same names as `playbook.rule.CHECKS`."""
