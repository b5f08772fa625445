"""The checks that are code: each takes a `Look` at a draft and gives what it finds."""

from collections.abc import Callable, Iterator
from typing import Final

from breachplay.caveats import deadlines
from breachplay.caveats import facts as fact_checks
from breachplay.caveats.keys import secret_in_text
from breachplay.caveats.lateness import first_word_late, update_overdue
from breachplay.caveats.ledger import contradicts_earlier, hypothetical_when_confirmed
from breachplay.caveats.looking import Found, Look
from breachplay.caveats.people import unanswered_people
from breachplay.caveats.personal import personal_data
from breachplay.caveats.readable import accessible_text, hard_to_read, shouting
from breachplay.caveats.sites import is_quiet, known_sites, within
from breachplay.caveats.unseen import hidden_characters
from breachplay.caveats.unsourced import unsourced_number
from breachplay.caveats.vague import says_breach_early, vague_time
from breachplay.caveats.voice import executive_voice, exercise_mark, image_without_text
from breachplay.caveats.words import Draft


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
    if not fact_checks.doubts(look.situation):
        return
    for start, end, fact in fact_checks.unconfirmed(look.draft, look.situation, look.stated):
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


def insecure_link(look: Look) -> Iterator[Found]:
    """Links that are written with http: and no s."""
    for address in look.addresses:
        written = look.draft.text[address.start : address.end]
        if address.linked and written[:7].lower() == "http://":
            message = f"{address.host} is linked with http:, which anybody on the way can change."
            yield Found(address.start, address.end, message)


def personal(look: Look) -> Iterator[Found]:
    """One person's data that is not a contact route of the profile."""
    routes = look.situation.profile or look.situation.routes
    for start, end, kind in personal_data(look.draft.text, routes):
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
        many = f"{len(items)} required items are still open."
        message = many if len(items) > 1 else f"Still open: {items[0]}."
        yield Found(None, None, message, subject="; ".join(items))


def not_approved(look: Look) -> Iterator[Found]:
    """A text that those who must approve it have not approved exactly as it is."""
    if look.situation.unapproved:
        yield Found(None, None, look.situation.unapproved, subject=look.situation.approval_of)


_OF_THE_TEXT: Final = {
    "insecure-link": insecure_link,
    "secret-in-text": secret_in_text,
    "hidden-characters": hidden_characters,
    "accessible-text": accessible_text,
    "shouting": shouting,
    "hard-to-read": hard_to_read,
    "exercise-mark": exercise_mark,
    "executive-voice": executive_voice,
    "image-without-text": image_without_text,
}

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
    **_OF_THE_TEXT,
    "unanswered-people": unanswered_people,
    "update-overdue": update_overdue,
    "first-word-late": first_word_late,
    "clock-close": deadlines.clock_close,
    "health-or-payment-data": deadlines.other_data,
    "not-approved": not_approved,
    "contradicts-earlier": contradicts_earlier,
    "unsourced-number": unsourced_number,
    "hypothetical-when-confirmed": hypothetical_when_confirmed,
    "vague-time": vague_time,
    "says-breach-early": says_breach_early,
}
"""By the name that a rule gives in `check`; the same names as `playbook.rule.CHECKS`."""
