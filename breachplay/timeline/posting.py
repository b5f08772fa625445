"""The sections on what was written: posts as they went out, overridden caveats, drafts."""

from breachplay.plain import visible
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.record.state import Draft, Override, Post
from breachplay.timeline.approvals_section import approved_by
from breachplay.timeline.document import Block, Heading, Paragraph, Section, Table, Verbatim
from breachplay.timeline.reading import Reading
from breachplay.timeline.sentences_links import card_said
from breachplay.timeline.sentences_questions import asker
from breachplay.timeline.wording import (
    fact_label,
    network_label,
    phase_title,
    template_title,
)

_WAYS = {
    "copied": "copied",
    "shown": "shown to be copied by hand",
    "composer": "opened in the network's composer",
    "link": "shown as a link that opens the network's composer",
}


def posts_section(reading: Reading) -> Section:
    """Give every post exactly as it was posted, with what stood around it."""
    blocks: list[Block] = []
    for number, post in enumerate(reading.state.posts, 1):
        blocks.append(
            Heading(f"Post {number}: {network_label(post.network)}, {reading.zone.local(post.at)}")
        )
        blocks += _post(reading, post)
    return Section("Posts", tuple(blocks) or (Paragraph("Nothing was posted."),))


def overrides_section(reading: Reading) -> Section:
    """Give every stop that was set aside, with its reason."""
    posted = {post.draft: number for number, post in enumerate(reading.state.posts, 1)}
    rows = tuple(_override(reading, override, posted) for override in reading.state.overrides)
    head = ("Caveat", "Said", "About", "Reason", "By", "When", "Draft")
    nothing = Paragraph("No stop was overridden.")
    return Section("Overridden caveats", (Table(head, rows),) if rows else (nothing,))


def drafts_section(reading: Reading) -> Section:
    """Give the drafts that were never posted: how many versions, and the last text."""
    blocks: list[Block] = []
    for draft in reading.state.drafts.values():
        blocks += _draft(reading, draft)
    if blocks:
        about = "Texts as typed: {name} stands for a fact or a value of the profile."
        blocks.insert(0, Paragraph(about))
    return Section(
        "Appendix: drafts never posted", tuple(blocks) or (Paragraph("There are none."),)
    )


def _text(text: str) -> list[Block]:
    blocks: list[Block] = [Verbatim(text)]
    if visible(text) != text:
        blocks.append(
            Paragraph(
                "Hidden characters in this text are shown as placeholders such as <U+202E>, and "
                "tabs as spaces; the JSON export holds it unchanged."
            )
        )
    return blocks


def _count(post: Post) -> str:
    if post.cards:
        return f"a thread of {len(post.cards)} posts, {post.length} characters in all"
    return _of_limit(post.length, post.limit)


def _asked(reading: Reading, post: Post) -> str:
    """Give whose questions a post answered."""
    known = reading.state.questions
    return "; ".join(
        f"{name} from {asker(known[name].who)}" if name in known else name for name in post.reply_to
    )


def _of_limit(length: int, limit: int | None) -> str:
    return str(length) if limit is None else f"{length}/{limit}"


def _texts(post: Post) -> list[Block]:
    """Give what went out: one text, or those of a thread one after the other."""
    if not post.cards:
        return _text(post.text)
    return [block for card in post.cards for block in _text(card.text)]


def _post(reading: Reading, post: Post) -> list[Block]:
    state, zone = reading.state, reading.zone
    event = next(event for event in reading.events if event.seq == post.seq)
    rows = [
        ("Network", network_label(post.network)),
        ("Posted", zone.both(post.at)),
        *((("Time as entered", event.happened_at),) if event.happened_at else ()),
        ("Recorded", f"{zone.both(event.on_clock)}, seq {post.seq}"),
        ("By", str(post.actor)),
        ("Count", _count(post)),
        ("Link", post.link or "none recorded"),
        *((("In reply to", _asked(reading, post)),) if post.reply_to else ()),
        ("Phase", phase_title(state.playbook, post.phase)),
        *_corrections(reading, post),
        ("From template", _template(reading, post.draft) or "none"),
        ("Versions saved before", str(reading.saves.get(post.draft, 0))),
        ("Handed over", _handovers(reading, post.draft) or "not by the app"),
        ("Approved by", approved_by(reading, post) or "nobody on the record"),
    ]
    blocks = [*_texts(post), Table(("Field", "Value"), tuple(rows))]
    if post.cards:
        cards = tuple(
            (
                str(number),
                _of_limit(card.length, card.limit),
                card.link or "none recorded",
            )
            for number, card in enumerate(post.cards, 1)
        )
        blocks.append(Table(("Post of the thread", "Count", "Link"), cards))
    if post.images:
        pictures = tuple((image.name, image.description) for image in post.images)
        blocks.append(Table(("Picture", "Described as"), pictures))
    if post.facts:
        stated = tuple(
            (
                fact_label(state.playbook, fact.name),
                fact.said or fact.value,
                fact.value,
                fact.status,
                _now(reading, fact.name),
            )
            for fact in post.facts
        )
        head = ("Fact stated", "As posted", "Value", "Status then", "Now")
        blocks.append(Table(head, stated))
    if post.caveats:
        stood = tuple(
            (
                caveat.severity,
                caveat.message,
                caveat.subject,
                _answer(caveat.severity, caveat.reason),
            )
            for caveat in post.caveats
        )
        blocks.append(Table(("Caveat that stood", "Said", "About", "Overridden because"), stood))
    else:
        blocks.append(Paragraph("No caveat stood when it was posted."))
    return blocks


def _corrections(reading: Reading, post: Post) -> list[tuple[str, str]]:
    """Give which post this one corrects, and which posts correct it."""
    numbers = {known.seq: number for number, known in enumerate(reading.state.posts, 1)}
    rows = [("Corrects", f"post {numbers[post.corrects]}")] if post.corrects in numbers else []
    by = [f"post {numbers[one.seq]}" for one in reading.state.posts if one.corrects == post.seq]
    return [*rows, *([("Corrected by", ", ".join(by))] if by else [])]


def _answer(severity: str, reason: str) -> str:
    return reason or ("no reason recorded" if severity == "stop" else "advice; blocks nothing")


def _now(reading: Reading, name: str) -> str:
    fact = reading.state.fact(name)
    return f"{fact.value}, {fact.status}" if fact and fact.value else "unknown"


def _saves(reading: Reading, draft: str) -> list[Event]:
    return [e for e in reading.of_kind(kinds.DRAFT_SAVED) if e.body.get("draft") == draft]


def _template(reading: Reading, draft: str) -> str:
    for event in reversed(_saves(reading, draft)):
        template = event.body.get("template", "")
        title = template_title(reading.state.playbook, event.body.get("phase", ""), template)
        if title or template:
            return title or template
    return ""


def _handovers(reading: Reading, draft: str) -> str:
    told = []
    for event in reading.of_kind(kinds.TEXT_HANDED_OVER):
        if event.body.get("draft") == draft:
            way = event.body.get("way", "")
            card = card_said(event.body)
            which = f"{card} " if card else ""
            told.append(f"{which}{_WAYS.get(way, way)} {reading.zone.local(event.on_clock)}")
    return "; ".join(told)


def _override(reading: Reading, override: Override, posted: dict[str, int]) -> tuple[str, ...]:
    number = posted.get(override.draft)
    return (
        override.caveat,
        override.message,
        override.subject,
        override.reason,
        str(override.actor),
        reading.zone.both(override.at),
        f"post {number}" if number else "never posted",
    )


def _draft(reading: Reading, draft: Draft) -> list[Block]:
    saved = _saves(reading, draft.id)
    written = [event for event in saved if event.body.get("text", "").strip()]
    title = _template(reading, draft.id) or "Free text"
    count = f"{len(saved)} version{'' if len(saved) == 1 else 's'} saved"
    lines = [
        f"For {network_label(draft.network)}, in the phase "
        f"{phase_title(reading.state.playbook, draft.phase)}; {count}, "
        f"the last {reading.zone.both(draft.at)}."
    ]
    if not draft.text.strip():
        lines.append("It was emptied; this is the last text before.")
    handed = _handovers(reading, draft.id)
    if handed:
        lines.append(f"The text left the app without being marked as posted: {handed}.")
    blocks: list[Block] = [Heading(title), *(Paragraph(line) for line in lines)]
    return blocks + (_text(written[-1].body["text"]) if written else [])
