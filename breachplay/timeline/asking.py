"""The section on what people asked: when, how long each waited, who answered and what."""

from breachplay.record.questions import Answered, Question
from breachplay.timeline.document import Block, Heading, Paragraph, Section, Table, Verbatim
from breachplay.timeline.reading import Reading
from breachplay.timeline.sentences_questions import asker
from breachplay.timeline.waiting import waited
from breachplay.timeline.wording import network_label
from breachplay.timeline.zone import between


def questions_section(reading: Reading) -> Section:
    """Give every question in the order in which it was logged, then each answer as it was said."""
    questions = tuple(reading.state.questions.values())
    if not questions:
        return Section("Questions of people", (Paragraph("No question was logged."),))
    head = ("Question", "Asked", "Who", "Where", "Text", "Answered after", "By", "Standing")
    rows = tuple(_row(reading, question) for question in questions)
    blocks: list[Block] = [
        Paragraph("Who asked is personal data of others: pass on no more of it than is needed."),
        Table(head, rows),
    ]
    for question in questions:
        for answer in question.answers:
            blocks += _answer(reading, question, answer)
    return Section("Questions of people", tuple(blocks))


def _row(reading: Reading, question: Question) -> tuple[str, ...]:
    first = question.answers[0] if question.answers else None
    return (
        question.id,
        reading.zone.both(question.asked_at),
        asker(question.who),
        network_label(question.where),
        question.text,
        _after(question, first) if first else "",
        str(first.actor) if first else "",
        _standing(reading, question),
    )


def _after(question: Question, answer: Answered) -> str:
    span = between(question.asked_at, answer.at)
    if span is None:
        return ""
    return waited(span) if span.total_seconds() >= 0 else "before it was asked, as entered"


def _standing(reading: Reading, question: Question) -> str:
    if question.status == "answered":
        return "answered"
    reason = f": {question.reason}" if question.reason else ""
    if question.status == "closed":
        return f"closed without an answer{reason}"
    again = f", opened again{reason}" if question.since else ""
    until = reading.state.closed_at or reading.now_stamp
    span = between(question.waiting_since, until)
    return f"unanswered for {waited(span)}{again}" if span else f"unanswered{again}"


def _answer(reading: Reading, question: Question, answer: Answered) -> list[Block]:
    where = network_label(answer.where) or "where it was asked"
    title = f"Answer to {question.id}: {where}, {reading.zone.local(answer.at)}"
    rows = (
        ("By", str(answer.actor)),
        ("Given after", _after(question, answer)),
        ("Link", _link(reading, answer) or "none recorded"),
        ("From a draft here", "yes" if answer.draft else "no: answered elsewhere"),
    )
    return [Heading(title), Verbatim(answer.text), Table(("Field", "Value"), rows)]


def asked_in_all(reading: Reading) -> list[str]:
    """Give the figures on people's questions for the summary; nothing where none was logged."""
    questions = reading.state.questions.values()
    if not questions:
        return []
    status = [question.status for question in questions]
    spans = [
        span
        for question in questions
        for answer in question.answers[:1]
        if (span := between(question.asked_at, answer.at)) and span.total_seconds() >= 0
    ]
    longest = f" (the slowest after {waited(max(spans))})" if spans else ""
    return [
        f"Questions of people: {len(status)} logged, {status.count('answered')} answered{longest}, "
        f"{status.count('closed')} closed without an answer, {status.count('open')} unanswered."
    ]


def _link(reading: Reading, answer: Answered) -> str:
    """Give the address of an answer; that of its post, which may be learned or mended later."""
    posts = (post for post in reading.state.posts if answer.draft and post.draft == answer.draft)
    return next((post.link for post in posts if len(post.reply_to) == 1), "") or answer.link
