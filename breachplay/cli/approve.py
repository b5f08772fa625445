"""Approvals without a screen: read what waits in full, then say yes or no."""

import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from breachplay.cli.sessions import go_on
from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    check_name,
    fail,
    shared_options,
    tell,
    tell_json,
    tell_line,
    tell_mode,
)

if TYPE_CHECKING:
    from breachplay.record.approvals import Standing
    from breachplay.record.session import Session
    from breachplay.record.state import State
    from breachplay.timeline.approving import Row

NOTHING: Final = "Nothing waits for approval."
NOT_HERE: Final = (
    "this needs a terminal to ask you; answer with --yes or --reject, or list with --json"
)
_SHORT: Final = 12
"""Digits of a hash that a text is shown with."""

_MARKS: Final = {"stop": "■ STOP ", "warn": "▲ ", "note": "● NOTE ", "text": "│ "}


@click.command()
@click.argument("run", required=False)
@click.option("--yes", is_flag=True, help="Approve what waits; it is printed in full first.")
@click.option("--reject", is_flag=True, help="Reject what waits; --comment says why.")
@click.option("--comment", default="", help="What the record says beside the answer.")
@click.option("--card", default=0, help="Answer one card of a thread, counted from 1.")
@click.option("--draft", default="", help="Which text, where several wait: its id.")
@click.option(
    "--expect", default="", help="The hash of the text that was read, as it is shown below it."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document: a list of what waits.")
@shared_options
def approve(  # noqa: PLR0917  one argument for each option
    run: str | None,
    yes: bool,
    reject: bool,
    comment: str,
    card: int,
    draft: str,
    expect: str,
    as_json: bool,
    shared: Shared,
) -> None:
    """Read what waits for approval in RUN in full, and answer: yes or no.

    Without RUN: the newest open run. It works while the app has the run open. To answer, say who
    you are with --as "Name, role"; without it the texts are shown and nothing is asked. Exit
    status: 0 answered, or nothing waits; 1 refused; 2 wrong usage.
    """
    if yes and reject:
        fail("give --yes or --reject, not both", MISUSED)
    named = check_name(shared) is not None
    if (yes or reject) and not named:
        fail('say who answers: --as "Name, role"', MISUSED)
    with go_on(run, shared) as session:
        found = _waiting(session.state, draft)
        if not as_json:
            tell_mode(session.state.mode)
        if as_json:
            _as_json(session, found, yes=yes, reject=reject, comment=comment, card=card)
        elif yes or reject:
            one = _only(found)
            _show(session.state, one)
            _send(session, one, yes=yes, comment=comment, card=card, expect=expect)
        else:
            _one_by_one(session, found, card=card, ask=named)


def _waiting(state: "State", draft: str) -> tuple["Standing", ...]:
    from breachplay.record.approvals import waiting  # noqa: PLC0415  late

    found = waiting(state)
    if draft and all(one.draft != draft for one in found):
        fail("no draft of that id waits for approval; --json lists those that do")
    return tuple(one for one in found if draft in {"", one.draft})


def _only(found: tuple["Standing", ...]) -> "Standing":
    if not found:
        fail(NOTHING[:1].lower() + NOTHING[1:-1])
    if len(found) > 1:
        ids = ", ".join(one.draft for one in found)
        fail(f"{len(found)} texts wait: name one with --draft ({ids})", MISUSED)
    return found[0]


def _one_by_one(session: "Session", found: tuple["Standing", ...], *, card: int, ask: bool) -> None:
    """Show each text that waits, and ask about each where somebody can answer."""
    if not found:
        tell(NOTHING)
        return
    here = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    for number, one in enumerate(found):
        if number:
            tell("")
        _show(session.state, one)
        if ask and here:
            _ask(session, one, card)
    if not ask:
        tell("")
        tell_line(f'To answer: breachplay approve {session.state.run} --as "Name, role"')
    elif not here:
        fail(NOT_HERE, MISUSED)


def _ask(session: "Session", one: "Standing", card: int) -> None:
    """Ask for one answer; what is neither yes nor no leaves the text waiting."""
    tell("")
    what = f"card {card}" if card else "exactly this text"
    said = _prompt(f"{session.actor}: approve {what}? yes, no, or enter to leave it: ")
    if said.casefold() in {"y", "yes"}:
        comment = _prompt("Comment (may be empty): ")
        _send(session, one, yes=True, comment=comment, card=card)
    elif said.casefold() in {"n", "no"}:
        comment = _prompt("What must change? ")
        _send(session, one, yes=False, comment=comment, card=card)
    else:
        tell("Left as it is: it still waits.")


def _prompt(question: str) -> str:
    from breachplay.plain import clean, visible  # noqa: PLC0415  late

    shown = visible(question, lines=False)
    answer: str = click.prompt(shown, default="", show_default=False, prompt_suffix="")
    return clean(answer)[0].strip()


def _send(
    session: "Session", one: "Standing", *, yes: bool, comment: str, card: int, expect: str = ""
) -> None:
    """Record the answer to exactly the text that was shown, or say why it is refused."""
    from breachplay.record.approvers import may_approve  # noqa: PLC0415  late
    from breachplay.record.commands import Refused  # noqa: PLC0415  late
    from breachplay.record.commands_approvals import Approve, Reject  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late
    from breachplay.timeline.approving import in_words  # noqa: PLC0415  late

    # The short form is what the text is shown with, so it may be given back.
    short = len(expect) >= _SHORT and one.hash.startswith(expect)
    seen = one.hash if short or not expect else expect
    command = (
        Approve(one.draft, seen, comment=comment, card=card)
        if yes
        else Reject(one.draft, seen, comment, card=card)
    )
    try:
        session.submit(command)
    except (Refused, StoreFault) as refusal:
        _refused(refusal)
    now = next((found for found in _asked(session.state) if found.draft == one.draft), None)
    said = in_words(session.state, now)
    tell_line(f"{'approved' if yes else 'rejected'}: {session.head}{f'; {said}' if said else ''}")
    if now is not None and not now.holds and yes:
        if not may_approve(session.state, now.rule, session.actor):
            tell_line(f"this yes does not count: {session.actor} is no approver of this profile")
        for missing in now.missing:
            tell_line(f"still missing: {missing}")


def _refused(refusal: Exception) -> NoReturn:
    fail(f"not recorded: {refusal}")


def _asked(state: "State") -> tuple["Standing", ...]:
    from breachplay.record.approvals import asked  # noqa: PLC0415  late

    return asked(state)


def _show(state: "State", one: "Standing") -> None:
    """Print all that is approved; nothing in it can do anything to a terminal."""
    from breachplay.record.judging import judge_draft  # noqa: PLC0415  late
    from breachplay.timeline.approving import rows  # noqa: PLC0415  late

    role = one.asking.actor.role if one.asking else None
    for row in rows(state, one, judge_draft(state, state.drafts[one.draft], role)):
        _show_row(row)
    tell_line(f"Text {one.hash[:_SHORT]}")


def _show_row(row: "Row") -> None:
    from breachplay.record.approval_changes import marked  # noqa: PLC0415  late

    if row.style == "diff":
        tell(marked(row.pieces))
    elif row.style == "text":
        tell("\n".join(f"│ {part}" for part in row.text.split("\n")))
    else:
        tell_line(f"{_MARKS.get(row.style, '')}{row.text}")


def _as_json(
    session: "Session",
    found: tuple["Standing", ...],
    *,
    yes: bool,
    reject: bool,
    comment: str,
    card: int,
) -> None:
    if yes or reject:
        fail("--json lists what waits; answer without it", MISUSED)
    if comment or card:
        fail("--comment and --card belong to an answer", MISUSED)
    tell_json([document(session.state, one) for one in found])
    if session.damage is not None:
        raise Ended(FOUND, f"the record is damaged at {session.damage}")


def document(state: "State", one: "Standing") -> dict[str, Any]:
    """Give a text that waits, for programs: all that whoever answers must see."""
    from breachplay.record.approval_changes import marked, since_seen  # noqa: PLC0415  late
    from breachplay.record.judging import judge_draft  # noqa: PLC0415  late

    asking, content = one.asking, one.content
    made = since_seen(state, one)
    judgement = judge_draft(state, state.drafts[one.draft], asking.actor.role if asking else None)
    return {
        "draft": one.draft,
        "hash": one.hash,
        "network": content.network,
        "text": content.text,
        "cards": [
            {"text": card.text, "approved_by": [str(answer.person) for answer in one.cards[number]]}
            for number, card in enumerate(content.cards)
        ],
        "images": [{"name": i.name, "description": i.description} for i in content.images],
        "facts": [
            {"fact": fact.name, "value": fact.value, "status": fact.status, "source": fact.source}
            for fact in content.facts
        ],
        "caveats": [
            {
                "id": caveat.id,
                "severity": caveat.severity,
                "message": caveat.message,
                "overridden": getattr(
                    state.override(one.draft, caveat.id, caveat.subject), "reason", None
                ),
            }
            for caveat in judgement.caveats
        ],
        "asked_at": asking.at if asking else None,
        "asked_by": str(asking.actor) if asking else None,
        "comment": asking.comment if asking else "",
        "head": asking.head if asking else "",
        "changed": list(made.said) if made else [],
        "changed_text": marked(made.text) if made else "",
        "approved_by": [str(answer.person) for answer in one.answers],
        "missing": list(one.missing),
    }


def approvals_document(state: "State") -> list[dict[str, Any]]:
    """Give every draft of which approval was asked, and how it stands, for `status --json`."""
    from breachplay.timeline.approving import in_words  # noqa: PLC0415  late

    return [
        {
            "draft": one.draft,
            "network": one.content.network,
            "hash": one.hash,
            "asked_at": one.asking.at if one.asking else None,
            "waiting": one.waiting,
            "holds": one.holds,
            "said": in_words(state, one),
            "missing": list(one.missing),
        }
        for one in _asked(state)
    ]


def approval_lines(state: "State") -> list[str]:
    """Give the same as lines of `status`; none where nobody asked."""
    from breachplay.timeline.approving import in_words  # noqa: PLC0415  late

    lines = []
    for number, one in enumerate(_asked(state)):
        name = "" if number else "approvals"
        answer = f"; breachplay approve {state.run}" if one.waiting else ""
        words = " ".join(one.content.text.split()[:6])
        lines.append(f'{name:<13}"{words}": {in_words(state, one)}{answer}')
    return lines
