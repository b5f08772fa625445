"""Checks that need the clock: an update that is overdue, a first word that is late."""

from collections.abc import Iterator
from datetime import UTC, datetime

from breachplay.caveats.looking import Found, Look
from breachplay.caveats.words import Situation
from breachplay.zones import zone_of


def update_overdue(look: Look) -> Iterator[Found]:
    """The next update, promised or asked for by the rhythm, is due or past."""
    situation, due = look.situation, look.situation.update_due
    if look.draft.reply_to or due is None or situation.now is None or situation.now < due:
        return
    at = _clock(due, situation)
    late = _late(due, situation.now)
    what = "promised for" if situation.promised else "due at"
    yield Found(None, None, f"An update was {what} {at}: {late}.", subject=_said(due))


def first_word_late(look: Look) -> Iterator[Found]:
    """Nothing was acknowledged in public although it should have been."""
    situation, due = look.situation, look.situation.first_word_due
    if look.draft.reply_to or due is None or situation.now is None or situation.now <= due:
        return
    message = f"Nothing was said in public yet; the first word was due {_late(due, situation.now)}."
    yield Found(None, None, message, subject=_said(due))


def _late(due: datetime, now: datetime) -> str:
    minutes = int((now - due).total_seconds()) // 60
    if minutes < 1:
        return "now"
    if minutes < 120:
        return f"{minutes} min ago"
    hours = minutes // 60
    return f"{hours} h ago" if hours < 48 else f"{hours // 24} days ago"


def _clock(moment: datetime, situation: Situation) -> str:
    if situation.profile is None:
        return f"{moment.astimezone(UTC):%H:%M} UTC"
    return f"{moment.astimezone(zone_of(situation.profile.timezone)):%H:%M %Z}"


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
