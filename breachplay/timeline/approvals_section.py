"""The section on approvals: what was asked, who said yes or no, and what became of it."""

from breachplay.plain import folded_name
from breachplay.record.approval import Answer, Asking
from breachplay.record.approvals import asked, authors_of
from breachplay.record.state import Post
from breachplay.timeline.document import Block, Heading, Paragraph, Section, Table, Verbatim
from breachplay.timeline.reading import Reading
from breachplay.timeline.wording import fact_label, network_label


def approvals_section(reading: Reading) -> Section:
    """Give every asking with its text in full, and every answer with what became of it."""
    blocks: list[Block] = []
    for number, asking in enumerate(reading.state.approvals_asked, 1):
        network = network_label(asking.content.network)
        when = reading.zone.local(asking.at)
        blocks.append(Heading(f"Approval {number}: {network}, asked {when}"))
        blocks += _asking(reading, asking)
    nothing = Paragraph("No approval was asked.")
    return Section("Approvals", tuple(blocks) or (nothing,))


def approved_by(reading: Reading, post: Post) -> str:
    """Say who had approved exactly a post's text: one person after the other."""
    at = {answer.seq: answer.at for answer in reading.state.approvals_answered}
    said = []
    for held in post.approvals:
        card = f", card {held.card}" if held.card else ""
        when = reading.zone.local(at[held.seq]) if held.seq in at else f"seq {held.seq}"
        said.append(f"{held.name}, {held.role} ({when}{card})")
    return "; ".join(said)


def _asking(reading: Reading, asking: Asking) -> list[Block]:
    lines = [f"Asked by {asking.actor}; the record stood at {asking.head}; seq {asking.seq}."]
    if asking.comment:
        lines.append(f"They said: {asking.comment}")
    if asking.withdrawn:
        lines.append(f"Taken back: {asking.withdrawn}")
    texts = [card.text for card in asking.content.cards] or [asking.content.text]
    blocks: list[Block] = [*(Paragraph(one) for one in lines), *(Verbatim(one) for one in texts)]
    if asking.content.facts:
        facts = tuple(
            (fact_label(reading.state.playbook, one.name), one.value, one.status, one.source)
            for one in asking.content.facts
        )
        blocks.append(Table(("Fact stated", "Value", "Status then", "Source"), facts))
    if asking.content.images:
        pictures = tuple((one.name, one.description) for one in asking.content.images)
        blocks.append(Table(("Picture", "Described as"), pictures))
    answers = [one for one in reading.state.approvals_answered if one.asked == asking.seq]
    if not answers:
        blocks.append(Paragraph("Nobody answered."))
        return blocks
    rows = tuple(_answer(reading, answer) for answer in answers)
    head = ("Answer", "By", "Entered by", "When", "Of", "Comment", "What became of it")
    return [*blocks, Table(head, rows), Paragraph(f"Hash of this text: {asking.hash}")]


def _answer(reading: Reading, answer: Answer) -> tuple[str, ...]:
    return (
        "approved" if answer.yes else "rejected",
        str(answer.person),
        str(answer.actor) if answer.actor != answer.person else "",
        reading.zone.both(answer.at),
        f"card {answer.card}" if answer.card else "the whole text",
        answer.comment,
        _became(reading, answer),
    )


def _became(reading: Reading, answer: Answer) -> str:
    """Say whether a yes held when its text was posted, holds now, or is void."""
    for number, post in enumerate(reading.state.posts, 1):
        if any(held.seq == answer.seq for held in post.approvals):
            return f"held when post {number} went out"
    if not answer.yes:
        return ""
    for found in asked(reading.state):
        if found.draft != answer.draft:
            continue
        if any(one.seq == answer.seq for one in found.answers):
            return "holds"
        if any(one.seq == answer.seq for one in found.by_authors):
            return "does not count: they wrote the text"
    authors = authors_of(reading.state, answer.draft)
    if folded_name(answer.name) in authors:
        return "does not count: they wrote the text"
    return "void: the text or what it states changed afterwards, or another answer followed"
