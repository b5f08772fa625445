"""The draft of a correction: what a post said and when, and what holds now.

It says nothing that is not confirmed: where the new value is only reported it says that it is
being checked. What is quoted is cut, if it must be, so that the whole fits the network.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from breachplay.playbook.placeholders import fill
from breachplay.posts import measure
from breachplay.record.judging import limit_of, values
from breachplay.record.outdated import Outdated
from breachplay.record.reckoning import local
from breachplay.record.state import State
from breachplay.record.when import parse_stamp

TITLE: Final = "Correction"
"""The title of such a draft."""

_QUOTED: Final = (1000, 120, 90, 60, 40, 25, 15)
"""Characters of a quotation, the longest that fits."""

_CHECKING: Final = "We are checking it again and will post here what is confirmed."
_WITHDRAWN: Final = "We withdraw it."
_SORRY: Final = "We are sorry for the mistake."


def correction(state: State, ones: Sequence[Outdated], network: str, now: datetime) -> str:
    """Give the text, with placeholders, that corrects one post.

    Args:
        state: where the run stands.
        ones: what the post stated and no longer holds; at least one, all of the same post.
        network: the network it is for, whose limit it keeps if a cut can do that.
        now: the present, for its date; aware.
    """
    known, limit = values(state, network), limit_of(state, network)
    text = ""
    for longest in _QUOTED:
        text = _text(state, ones, now, longest)
        if not measure(fill(text, known).text, network, limit=limit).over:
            break
    return text


def _text(state: State, ones: Sequence[Outdated], now: datetime, longest: int) -> str:
    zone = state.profile.timezone
    when = parse_stamp(ones[0].post.at)
    head = (
        f"Correction, {_day(now, zone)}: in our post of {_day(when, zone)}, {_hour(when, zone)} we "
    )
    parts = [f"{_was(one, longest)} {_is(one)}" for one in ones]
    return f"{head}{' We also '.join(parts)} {_SORRY}"


def _was(one: Outdated, longest: int) -> str:
    label = one.label[:1].lower() + one.label[1:] if one.label[1:2].islower() else one.label
    if one.kind == "link":
        return f"gave a link that does not hold ({label})."  # a wrong link is not spread again
    said = " ".join(one.said.replace('"', "'").replace("{", "(").replace("}", ")").split())
    shown = said if len(said) <= longest else f"{said[: longest - 1].rstrip()}…"
    return f'wrote "{shown}" ({label}).'


def _is(one: Outdated) -> str:
    if one.now.status == "retracted":
        return _WITHDRAWN
    if one.now.status != "confirmed" or not one.now.value:
        return _CHECKING
    ending = " " if one.kind == "link" or one.now.value.rstrip().endswith((".", "!")) else "."
    return f"What holds now: {{{one.name}}}{ending}".rstrip()


def _day(moment: datetime, zone: str) -> str:
    return f"{local(moment, zone):%-d %B}"


def _hour(moment: datetime, zone: str) -> str:
    return f"{local(moment, zone):%H:%M %Z}"
