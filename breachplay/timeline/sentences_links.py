"""The sentence about the address of a post: added, corrected, taken away."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.timeline.wording import LONGEST_QUOTE, cut, network_label

Tell = Callable[[Mapping[str, Any], Playbook], str]


def card_said(body: Mapping[str, Any]) -> str:
    """Name one post of a thread, as in `post 2 of 3`; empty where none is meant."""
    card, cards = body.get("card", 0), body.get("cards", 0)
    return f"post {card} of {cards}" if card and cards else ""


def _corrected(body: Mapping[str, Any], _: Playbook) -> str:
    what = card_said(body) or "the post"
    where = f"{what} (seq {body['post']})"
    if body.get("network"):
        where = f"{what} to {network_label(body['network'])} (seq {body['post']})"
    link, before = cut(body["link"], LONGEST_QUOTE), cut(body.get("before", ""), LONGEST_QUOTE)
    if not link:
        return f"Took away the link of {where}, noted before: {before}"
    if before:
        return f"Corrected the link of {where}: {link} (noted before: {before})"
    return f"Added the link of {where}: {link}"


SENTENCES: Final[Mapping[str, Tell]] = {kinds.LINK_CORRECTED: _corrected}

SHORTS: Final[Mapping[str, Tell]] = {
    kinds.LINK_CORRECTED: lambda body, _: (
        f"{'corrected' if body.get('before') else 'added'} a post's link"
    )
}
