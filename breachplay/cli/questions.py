"""People's questions without a screen: log one, list who waits."""

from typing import TYPE_CHECKING, Any

import click

from breachplay.cli.sessions import go_on, look_at
from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    fail,
    shared_options,
    tell_json,
    tell_line,
    tell_mode,
)

if TYPE_CHECKING:
    from datetime import datetime

    from breachplay.record.questions import Question
    from breachplay.record.state import State


@click.command()
@click.argument("text", required=False)
@click.option("--who", default="", help="Who asked: a handle or a name; may be left out.")
@click.option("--where", default="", help="A network, or any other way in: phone, e-mail.")
@click.option("--link", default="", help="The address of their post.")
@click.option("--when", default="", help='When they asked, if not now: 14:02, "20m ago".')
@click.option("--run", help="The run; the newest open one if not named.")
@shared_options
def asked(  # noqa: PLR0917  one argument for each option
    text: str | None,
    who: str,
    where: str,
    link: str,
    when: str,
    run: str | None,
    shared: Shared,
) -> None:
    """Log the question TEXT that somebody asked, so that it gets an answer.

    Without TEXT it is read from standard input. Of a post pasted whole, the address, the handle
    and the network are taken by themselves. An app that has the run open shows it.
    """
    from breachplay.cli.reading import text_or_input  # noqa: PLC0415  late
    from breachplay.record.commands import Refused  # noqa: PLC0415  late
    from breachplay.record.commands_questions import LogQuestion  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late
    from breachplay.record.when import parse_when  # noqa: PLC0415  late

    given = text_or_input(text)
    with go_on(run, shared) as session:
        try:
            zone = session.state.profile.timezone
            at = parse_when(when, session.now(), zone) if when else None
        except ValueError as error:
            fail(str(error), MISUSED)
        try:
            events = session.submit(LogQuestion(given, who, where, link, at))
        except (Refused, StoreFault) as refusal:
            fail(f"not logged: {refusal}")
        name = events[-1].body["question"]
        tell_line(f"logged as {name} in {session.state.run}: {session.head}")


@click.command()
@click.argument("run", required=False, metavar="[RUN|FILE]")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@shared_options
def questions(run: str | None, as_json: bool, shared: Shared) -> None:
    """List what people asked: first who waits, the longest wait first.

    RUN may be the path of a run file too. Without it: the newest open run, or the newest of all
    where none is open.
    """
    with look_at(run, shared) as session:
        now = session.now()
        if as_json:
            tell_json(as_document(session.state, now))
        else:
            tell_mode(session.state.mode)
            for line in as_lines(session.state, now):
                tell_line(line)
        if session.damage is not None:
            raise Ended(FOUND, f"the record is damaged at {session.damage}")


def in_figures(state: "State", now: "datetime") -> dict[str, Any]:
    """Give how many questions there are and how long the longest waits, in whole seconds."""
    from breachplay.record.questions import longest_wait, unanswered  # noqa: PLC0415  late

    waiting = unanswered(state.questions)
    status = [question.status for question in state.questions.values()]
    longest = int(longest_wait(waiting, now).total_seconds()) if waiting else None
    return {
        "unanswered": len(waiting),
        "longest_wait_seconds": longest,
        "answered": status.count("answered"),
        "closed": status.count("closed"),
    }


def in_a_line(state: "State", now: "datetime") -> str:
    """Give the same in words: `3 unanswered, longest 42 min; 5 answered`; empty without any."""
    from breachplay.record.questions import unanswered  # noqa: PLC0415  late
    from breachplay.timeline.waiting import in_all  # noqa: PLC0415  late

    figures = in_figures(state, now)
    parts = [in_all(unanswered(state.questions), now)]
    parts += [f"{figures[name]} {name}" for name in ("answered", "closed") if figures[name]]
    return "; ".join(part for part in parts if part)


def as_document(state: "State", now: "datetime") -> dict[str, Any]:
    """Give every question, for programs: who waits first, texts as they are on the record."""
    from breachplay.record.questions import settled, unanswered  # noqa: PLC0415  late

    ordered = (*unanswered(state.questions), *settled(state.questions))
    return {
        "run": state.run,
        "mode": state.mode,
        **in_figures(state, now),
        "questions": [_question(question, now) for question in ordered],
    }


def _question(question: "Question", now: "datetime") -> dict[str, Any]:
    from breachplay.record.questions import wait  # noqa: PLC0415  late

    waits = int(wait(question, now).total_seconds()) if question.status == "open" else None
    return {
        "id": question.id,
        "who": question.who,
        "where": question.where,
        "text": question.text,
        "link": question.link,
        "asked_at": question.asked_at,
        "status": "unanswered" if question.status == "open" else question.status,
        "waits_seconds": waits,
        "reason": question.reason,
        "answers": [
            {
                "at": answer.at,
                "by": str(answer.actor),
                "where": answer.where,
                "text": answer.text,
                "link": answer.link,
            }
            for answer in question.answers
        ],
    }


def as_lines(state: "State", now: "datetime") -> list[str]:
    """Give the questions for people, a line each."""
    from breachplay.record.questions import settled, unanswered, wait  # noqa: PLC0415  late
    from breachplay.timeline.sentences_questions import asker, place  # noqa: PLC0415  late
    from breachplay.timeline.waiting import waited  # noqa: PLC0415  late

    if not state.questions:
        return ["No question was logged. Log one with: breachplay asked TEXT --who @somebody"]
    lines = [in_a_line(state, now)]
    for question in (*unanswered(state.questions), *settled(state.questions)):
        waits = f"waits {waited(wait(question, now))}"
        standing = waits if question.status == "open" else question.status
        reason = f"  ({question.reason})" if question.reason else ""
        who = f"{asker(question.who)}{place(question.where)}"
        lines.append(f"{question.id:<4} {standing:<16} {who}: {question.text}{reason}")
    return lines
