"""What a check looks at, and what it answers with."""

from dataclasses import dataclass
from functools import cached_property

from breachplay.caveats.folding import Folded, fold
from breachplay.caveats.links import Address, addresses
from breachplay.caveats.lookalike import resembles
from breachplay.caveats.sense import Sense
from breachplay.caveats.sites import has_suffix, is_quiet, official_domains
from breachplay.caveats.stating import stated
from breachplay.caveats.value import Piece
from breachplay.caveats.values import read
from breachplay.caveats.words import Draft, Situation
from breachplay.playbook.placeholders import Stated
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
    def pieces(self) -> tuple[Piece, ...]:
        """The words and values of the folded text."""
        return read(self.folded.text)

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """Where facts are stated, by placeholder or by value, in order."""
        return stated(
            self.folded,
            self.pieces,
            self.draft.stated,
            self.situation.facts,
            self.sense.is_quoted,
        )

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
