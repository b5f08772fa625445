"""How sentences name things: phases, items, facts, networks, and what somebody said."""

from typing import Final

from breachplay.playbook.model import Item, Playbook
from breachplay.playbook.words import MILESTONES
from breachplay.posts import NETWORKS

LONGEST_QUOTE: Final = 240
"""Characters of one quoted text in a sentence; the record and the exports hold the whole."""


def cut(text: str, longest: int) -> str:
    """Give the text, or its start and `…` where it is longer than `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def network_label(network: str) -> str:
    """Give the name of a network as people write it."""
    known = NETWORKS.get(network)
    return known.label if known else network


def milestone_label(milestone: str) -> str:
    """Give the name of a milestone as people write it."""
    return MILESTONES.get(milestone, milestone)


def phase_title(playbook: Playbook, phase: str) -> str:
    """Give the title of a phase; its id where the playbook has none."""
    return next((known.title for known in playbook.phase if known.id == phase), phase)


def item_text(playbook: Playbook, phase: str, item: str) -> str:
    """Give the text of a checklist item; its id where the playbook has none."""
    found = item_of(playbook, phase, item)
    return found.text if found else item


def fact_label(playbook: Playbook, fact: str) -> str:
    """Give the label of a fact; its name where the playbook has none."""
    known = playbook.facts.get(fact)
    return known.label if known else fact


def template_title(playbook: Playbook, phase: str, template: str) -> str:
    """Give the title of a post template, sought in its phase first; empty where there is none."""
    ordered = sorted(playbook.phase, key=lambda known: known.id != phase)
    posts = (post for known in ordered for post in known.post)
    return next((post.title for post in posts if post.id == template), "")


def item_of(playbook: Playbook, phase: str, item: str) -> Item | None:
    """Give a checklist item, or None where the playbook has none of that id."""
    items = (known for part in playbook.phase if part.id == phase for known in part.item)
    return next((known for known in items if known.id == item), None)


def inside(label: str) -> str:
    """Give a label as it stands inside a sentence; `GDPR` stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def quote(text: str) -> str:
    """Give a text in quotation marks, cut where it is long."""
    return f'"{cut(text, LONGEST_QUOTE)}"'
