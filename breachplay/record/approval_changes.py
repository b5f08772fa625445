"""What changed in a text since somebody saw it: word by word, fact by fact."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from breachplay.posts import NETWORKS
from breachplay.record.approval import Content, FactSeen

if TYPE_CHECKING:
    from breachplay.record.approvals import Standing
    from breachplay.record.state import State

MOST_WORDS: Final = 1_500
"""Words compared one by one; what is longer is compared as a whole between what is alike."""

_WORD: Final = re.compile(r"\s+|[^\s]+")

Kind = Literal["same", "out", "in"]


class Piece(Struct, frozen=True):
    """A piece of two texts: in both, taken out, or put in."""

    kind: Kind
    text: str


class Changes(Struct, frozen=True):
    """All that differs between two contents."""

    said: tuple[str, ...]
    """One line for each thing: `People affected: 120,000 -> 310,000`."""
    text: tuple[Piece, ...]
    """The text word by word; empty where it is the same."""

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.said or self.text)


def changes(state: "State", before: Content, now: Content) -> Changes:
    """Give what differs in `now` from what somebody saw `before`."""
    said = []
    if before.network != now.network:
        said.append(f"network: {_network(before)} -> {_network(now)}")
    if before.units != now.units:
        said.append(f"posts: {before.units} -> {now.units}")
    elif [card.text for card in before.cards] != [card.text for card in now.cards]:
        said += [
            f"card {number} changed"
            for number, (old, new) in enumerate(zip(before.cards, now.cards, strict=True), 1)
            if old.text != new.text
        ]
    said += _facts(state, before.facts, now.facts)
    said += _images(before, now)
    text = word_diff(before.text, now.text) if before.text != now.text else ()
    return Changes(tuple(said), text)


def _network(content: Content) -> str:
    known = NETWORKS.get(content.network)
    return known.label if known else content.network


def _facts(state: "State", before: Sequence[FactSeen], now: Sequence[FactSeen]) -> list[str]:
    old, new = ({fact.name: fact for fact in facts} for facts in (before, now))
    said = []
    for name in dict.fromkeys([*old, *new]):
        definition = state.fact_definition(name)
        label = definition.label if definition else name
        was, is_now = old.get(name), new.get(name)
        if is_now is None:
            current = state.fact(name)
            if was is not None and current is not None and current.value != was.value:
                said.append(f"{label}: {was.value} -> {current.value}, and no longer stated")
            else:
                said.append(f"{label}: no longer stated")
        elif was is None:
            said.append(f"{label}: stated now, {is_now.value} ({is_now.status})")
        else:
            if was.value != is_now.value:
                said.append(f"{label}: {was.value} -> {is_now.value}")
            if was.status != is_now.status:
                said.append(f"{label}: {was.status} -> {is_now.status}")
    return said


def _images(before: Content, now: Content) -> list[str]:
    old, new = ({one.name: one.description for one in seen.images} for seen in (before, now))
    said = []
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            said.append(f"picture {name}: taken away")
        elif name not in old:
            said.append(f"picture {name}: added")
        elif old[name] != new[name]:
            said.append(f"picture {name}: described anew")
    if not said and before.images != now.images:
        said.append("pictures: in another order")
    return said


def word_diff(before: str, now: str) -> tuple[Piece, ...]:
    """Give two texts as pieces that stayed, went and came, cut between words."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    pieces = [Piece("same", "".join(old[:start]))]
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(gone), len(come)) > MOST_WORDS:
        pieces += [Piece("out", "".join(gone)), Piece("in", "".join(come))]
    else:
        for tag, a, b, c, d in SequenceMatcher(None, gone, come, autojunk=False).get_opcodes():
            if tag == "equal":
                pieces.append(Piece("same", "".join(gone[a:b])))
            else:
                pieces += [Piece("out", "".join(gone[a:b])), Piece("in", "".join(come[c:d]))]
    pieces.append(Piece("same", "".join(old[len(old) - end :])))
    return tuple(piece for piece in pieces if piece.text)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Give how many words two texts begin with alike."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def marked(pieces: Sequence[Piece]) -> str:
    """Give a word diff as plain text: `[-gone-]` and `{+come+}`."""
    marks = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}
    return "".join(f"{marks[piece.kind][0]}{piece.text}{marks[piece.kind][1]}" for piece in pieces)


def since_seen(state: "State", found: "Standing") -> Changes | None:
    """Give what changed since the last void yes, or since it was asked; None where nothing did."""
    before = seen_last(state, found)
    made = changes(state, before, found.content) if before is not None else None
    return made if made is not None and made.any else None


def seen_last(state: "State", found: "Standing") -> Content | None:
    """Give the text that was approved last and no longer stands so, else the one asked before."""
    askings = [one for one in state.approvals_asked if one.draft == found.draft]
    approved = {answer.asked for answer in found.void}
    for asking in reversed(askings):
        if asking.seq in approved:
            return asking.content
    earlier = [one for one in askings if one.hash != found.hash]
    return earlier[-1].content if earlier else None


def in_short(state: "State", found: "Standing") -> str:
    """Say in a few words what changed since it was approved."""
    made = since_seen(state, found)
    if made is None:
        return "something changed"
    said = list(made.said)
    if made.text and not any("->" in one for one in said):
        said.insert(0, "the text changed")
    return "; ".join(said) or "the text changed"
