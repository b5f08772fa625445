"""How a draft stands with those who must approve it: derived from the record, stored nowhere.

The rule comes from the playbook's `[approval]`, else from the profile's; where neither has one
but the profile names approvers, one of them must approve. A run without any of these asks for no
approval: whoever is alone at night with the sample profile is not held up by nobody.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from breachplay.plain import folded_name
from breachplay.playbook.approval import ApprovalRule
from breachplay.record.approval import Answer, Asking, CardSeen, Content, FactSeen, ImageSeen
from breachplay.record.approvers import acts_in, each_another, may_approve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from breachplay.playbook.placeholders import Filled
    from breachplay.posts import Part
    from breachplay.record.state import Image, State


class Standing(Struct, frozen=True):
    """How one exact text stands: who must approve it, who did, and what is missing."""

    draft: str
    content: Content
    hash: str
    rule: ApprovalRule
    in_force: bool
    """Whether "posted" waits for it."""
    asking: Asking | None
    """The last time that approval of this draft was asked, if it was not taken back."""
    cards: tuple[tuple[Answer, ...], ...]
    """For each post that goes out, who said yes to exactly it, and counts."""
    rejections: tuple[Answer, ...]
    """Who said no to it and has not said yes since."""
    void: tuple[Answer, ...]
    """Who said yes to what stood there before, the last one of each person."""
    by_authors: tuple[Answer, ...]
    """A yes that does not count, because whoever wrote the text said it."""
    missing: tuple[str, ...]
    """What the rule still asks for, a sentence each; empty where it is met."""

    @property
    def holds(self) -> bool:
        """Whether exactly this text is approved."""
        return not self.missing and all(self.cards)

    @property
    def settled(self) -> bool:
        """Whether nothing is left to ask: approved, or the rule asks for nobody."""
        return not self.missing

    @property
    def asked(self) -> bool:
        """Whether approval of exactly this text was asked."""
        return self.asking is not None and self.asking.hash == self.hash

    @property
    def waiting(self) -> bool:
        """Whether somebody still has to answer."""
        asked = self.asking.seq if self.asking else 0
        said_no = any(answer.seq > asked for answer in self.rejections)
        return self.asked and not self.holds and not said_no

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every yes that counts, each once, in order."""
        found = {answer.seq: answer for card in self.cards for answer in card}
        return tuple(found[seq] for seq in sorted(found))


def content_of(  # noqa: PLR0917  a draft is all of these
    state: "State",
    network: str,
    typed: str,
    filled: "Filled",
    cards: "Sequence[Part]",
    images: "Sequence[Image]",
) -> Content:
    """Give what is approved of a draft as it stands: text, cards, pictures, facts."""
    facts = []
    for name in dict.fromkeys(stated.name for stated in filled.stated):
        fact = state.fact(name)
        if fact is not None:
            facts.append(FactSeen(name, fact.value, fact.status, fact.source))
    return Content(
        network=network,
        text=filled.text,
        typed=typed,
        cards=tuple(CardSeen(card.text, _facts_in(card, filled)) for card in cards),
        images=tuple(ImageSeen(image.name, image.description) for image in images),
        facts=tuple(facts),
    )


def _facts_in(card: "Part", filled: "Filled") -> tuple[str, ...]:
    names = (
        stated.name
        for stated in filled.stated
        if stated.start < card.end and stated.end > card.start
    )
    return tuple(dict.fromkeys(names))


def in_force(state: "State") -> bool:
    """Whether a text of this run must be approved before it is posted."""
    if state.playbook.approval is not None or state.profile.approval is not None:
        return True
    return bool(state.profile.approver) and not state.sample_profile


def rule_of(state: "State") -> ApprovalRule:
    """Give the rule of the present phase: the playbook's before the profile's."""
    policy = state.playbook.approval or state.profile.approval
    return policy.rule(state.phase) if policy else ApprovalRule()


def concerns(state: "State", draft: str) -> bool:
    """Whether approval matters for a draft: a rule asks for it, or somebody did."""
    return in_force(state) or any(asking.draft == draft for asking in state.approvals_asked)


def standing(state: "State", draft: str, content: Content) -> Standing:
    """Give how a draft stands whose content is this one now."""
    rule, whole = rule_of(state), content.hash
    answers = [answer for answer in state.approvals_answered if answer.draft == draft]
    hashes = [content.card_hash(card) for card in range(1, len(content.cards) + 1)]
    units = [_last_words(answers, whole, number, hashes) for number in range(1, content.units + 1)]
    authors = authors_of(state, draft) if rule.author_excluded else frozenset()
    cards = tuple(
        tuple(
            answer
            for answer in unit
            if answer.yes
            and folded_name(answer.name) not in authors
            and may_approve(state, rule, answer.person)
        )
        for unit in units
    )
    said = {answer.seq: answer for unit in units for answer in unit}
    rejections = tuple(answer for answer in said.values() if not answer.yes)
    by_authors = tuple(
        answer for answer in said.values() if answer.yes and folded_name(answer.name) in authors
    )
    return Standing(
        draft=draft,
        content=content,
        hash=whole,
        rule=rule,
        in_force=in_force(state),
        asking=_asking(state, draft),
        cards=cards,
        rejections=rejections,
        void=_void(answers, {whole, *hashes}, said.values()),
        by_authors=by_authors,
        missing=_missing(state, rule, cards, rejections),
    )


def _asking(state: "State", draft: str) -> Asking | None:
    asked = [one for one in state.approvals_asked if one.draft == draft]
    return asked[-1] if asked and not asked[-1].withdrawn else None


def _last_words(
    answers: Iterable[Answer], whole: str, number: int, cards: list[str]
) -> tuple[Answer, ...]:
    """Give the last answer of each person about exactly this card, or the whole it is of."""
    last: dict[str, Answer] = {}
    for answer in answers:
        about_all = answer.card == 0 and answer.hash == whole
        about_it = bool(cards) and answer.card == number and answer.hash == cards[number - 1]
        if about_all or about_it:
            last[folded_name(answer.name)] = answer
    return tuple(last.values())


def _void(
    answers: Iterable[Answer], now: set[str], standing_now: Iterable[Answer]
) -> tuple[Answer, ...]:
    """Give who said yes to another text before, and nothing to this one."""
    heard = {folded_name(answer.name) for answer in standing_now}
    last = {
        folded_name(answer.name): answer
        for answer in answers
        if answer.yes and answer.hash not in now
    }
    return tuple(answer for name, answer in last.items() if name not in heard)


def authors_of(state: "State", draft: str) -> frozenset[str]:
    """Give the folded names of those who wrote or saved a draft."""
    kept = state.drafts.get(draft)
    return frozenset(folded_name(author.name) for author in (kept.authors if kept else ()))


def _missing(
    state: "State",
    rule: ApprovalRule,
    cards: tuple[tuple[Answer, ...], ...],
    rejections: tuple[Answer, ...],
) -> tuple[str, ...]:
    said = [_rejected(answer, len(cards)) for answer in rejections]
    for number, card in enumerate(cards, 1):
        of = f"card {number} of this thread" if len(cards) > 1 else "this text"
        for role in rule.roles:
            if not any(acts_in(state, answer.person, role) for answer in card):
                said.append(f"{_capital(role)} has not approved {of} yet.")
        people = len({folded_name(answer.name) for answer in card})
        if people < rule.needed and not said:
            said.append(_too_few(people, rule.needed, of))
        if not said and not each_another(state, rule.roles, card):
            said.append(f"One person stands for two roles in {of}; each takes another person.")
    return tuple(dict.fromkeys(said))


def _too_few(people: int, needed: int, of: str) -> str:
    if not people:
        return f"Nobody has approved {of} yet."
    verb = "person has" if people == 1 else "people have"
    return f"{people} {verb} approved {of}; it takes {needed} different people."


def _rejected(answer: Answer, cards: int) -> str:
    of = f"card {answer.card}" if answer.card and cards > 1 else "this text"
    return f"{answer.person} rejected {of}: {answer.comment}"


def why_not(state: "State", found: Standing) -> str:
    """Say in a sentence or two why a text is not approved; empty where it is, or need not be."""
    if found.settled or not found.in_force:
        return ""
    first = found.missing[0]
    if found.rejections:
        return first
    if found.void:
        from breachplay.record.approval_changes import in_short  # noqa: PLC0415  rarely needed

        since = in_short(state, found)
        return f"{found.void[-1].person} approved it before, and since then {since}. {first}"
    if found.by_authors:
        return f"{first} Whoever wrote it does not count."
    return first


def subject_of(found: Standing) -> str:
    """Give what an override is about: exactly this text, and whoever said no to it."""
    said = ", ".join(f"rejected by {answer.person}" for answer in found.rejections)
    return f"text {found.hash[:12]}" + (f", {said}" if said else "")


def waiting(state: "State") -> tuple[Standing, ...]:
    """Give every draft whose approval was asked and waits, the oldest asking first.

    A draft that was changed since is not among them: it must be asked again.
    """
    found = [one for one in asked(state) if one.waiting]
    return tuple(sorted(found, key=lambda one: one.asking.seq if one.asking else 0))


def asked(state: "State") -> tuple[Standing, ...]:
    """Give every draft, not posted yet, of which approval was asked and not taken back."""
    from breachplay.record.judging import standing_of  # noqa: PLC0415  it judges with this room

    drafts = dict.fromkeys(one.draft for one in state.approvals_asked)
    found = [standing_of(state, state.drafts[draft]) for draft in drafts if draft in state.drafts]
    return tuple(one for one in found if one.asking is not None)


def _capital(role: str) -> str:
    return role[:1].upper() + role[1:]
