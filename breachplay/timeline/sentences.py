"""One plain sentence for each kind of event: on screen, in exports and on the command line.

Both functions give one line that is safe to show: text from outside comes out with its hidden
characters as placeholders. A kind this version does not know, or a body it cannot read, is shown
as it stands on the record.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.plain import visible
from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.record.events import Event
from breachplay.timeline import (
    sentences_approvals,
    sentences_cadence,
    sentences_clocks,
    sentences_exercise,
    sentences_links,
    sentences_questions,
)
from breachplay.timeline.wording import (
    LONGEST_QUOTE,
    cut,
    fact_label,
    inside,
    item_of,
    item_text,
    milestone_label,
    network_label,
    phase_title,
    quote,
    template_title,
)

LONGEST_BODY: Final = 1000
"""Characters of a body that a screen shows as it stands."""

SHORT: Final = 40
"""Characters that `short` gives at most."""

Tell = Callable[[Mapping[str, Any], Playbook], str]


def sentence(event: Event, playbook: Playbook, *, whole: bool = False) -> str:
    """Tell what happened in one plain sentence, without who and when.

    Args:
        event: what happened.
        playbook: as the record embeds it; its titles stand for ids.
        whole: show all of a body that is shown as it stands, however long.
    """
    told = _told(_SENTENCES, event, playbook)
    if not told:
        told = as_recorded(event) if whole else cut(as_recorded(event), LONGEST_BODY)
    return visible(told, lines=False)


def short(event: Event, playbook: Playbook) -> str:
    """Tell what happened in at most `SHORT` characters: `posted to X`."""
    text = _told(_SHORTS, event, playbook) or event.kind.replace("_", " ")
    return cut(visible(text, lines=False), SHORT)


def as_recorded(event: Event) -> str:
    """Give the kind and the whole body of an event as they stand on the record."""
    body = json.dumps(event.body, ensure_ascii=False, sort_keys=True)
    return f'Recorded "{event.kind}": {body}'


def _told(table: Mapping[str, Tell], event: Event, playbook: Playbook) -> str:
    tell = table.get(event.kind)
    if tell is None:
        return ""
    try:
        return tell(event.body, playbook)
    except (KeyError, TypeError, AttributeError):
        return ""


def _mode(body: Mapping[str, Any]) -> str:
    return "a live incident" if body["mode"] == "incident" else "an EXERCISE"


def _opened(body: Mapping[str, Any], _: Playbook) -> str:
    sample = ", with the sample organisation" if body.get("sample_profile") else ""
    return f"Opened {_mode(body)}: {quote(body['title'])}{sample}{_adjusted(body)}"


def _adjusted(body: Mapping[str, Any]) -> str:
    """Name the rules that the playbook or the profile changed, each with its reason."""
    told = [
        f"{entry['id']} {'switched off' if entry['severity'] == 'off' else entry['severity']} "
        f"by the {holder} ({entry['reason']})"
        for holder in ("playbook", "profile")
        for entry in body.get(holder, {}).get("adjust", ())
    ]
    return f"; rules changed: {'; '.join(told)}" if told else ""


def _milestone(body: Mapping[str, Any], _: Playbook) -> str:
    source = f" (source: {cut(body['source'], LONGEST_QUOTE)})" if body.get("source") else ""
    return f"Milestone reached: {milestone_label(body['milestone'])}{source}"


def _entered(body: Mapping[str, Any], playbook: Playbook) -> str:
    return f"Entered the phase {quote(phase_title(playbook, body['phase']))}"


def _completed(body: Mapping[str, Any], playbook: Playbook) -> str:
    phase = body["phase"]
    left = [item_text(playbook, phase, item) for item in body.get("open", ())]
    tail = f", leaving open: {'; '.join(left)}" if left else ", nothing needed left open"
    return f"Completed the phase {quote(phase_title(playbook, phase))}{tail}"


def _checked(body: Mapping[str, Any], playbook: Playbook) -> str:
    return f"Checked {quote(item_text(playbook, body['phase'], body['item']))}"


def _reopened(body: Mapping[str, Any], playbook: Playbook) -> str:
    return f"Reopened {quote(item_text(playbook, body['phase'], body['item']))}"


def _skipped(body: Mapping[str, Any], playbook: Playbook) -> str:
    found = item_of(playbook, body["phase"], body["item"])
    what = "the critical item " if found and found.critical else ""
    second = f"; {body['second']} agreed" if body.get("second") else ""
    name = quote(item_text(playbook, body["phase"], body["item"]))
    return f"Skipped {what}{name}: {cut(body['reason'], LONGEST_QUOTE)}{second}"


def _fact(body: Mapping[str, Any], playbook: Playbook) -> str:
    label, status, value = fact_label(playbook, body["fact"]), body["status"], body["value"]
    source = f" (source: {cut(body['source'], LONGEST_QUOTE)})" if body.get("source") else ""
    what = f"{quote(value)}, {status}" if value else status
    return f"Set {label}: {what}{source}"


def _draft_name(body: Mapping[str, Any], playbook: Playbook) -> str:
    title = template_title(playbook, body.get("phase", ""), body.get("template", ""))
    return f" {quote(title)}" if title else ""


def _draft(body: Mapping[str, Any], playbook: Playbook) -> str:
    name = _draft_name(body, playbook)
    which = f"the draft{name}" if name else "a draft"
    size = len(body["text"])
    where = network_label(body["network"])
    return f"Saved {which} for {where} ({size:,} characters as typed){_correcting(body)}"


def _overridden(body: Mapping[str, Any], _: Playbook) -> str:
    about = f" about {quote(body['subject'])}" if body.get("subject") else ""
    reason = cut(body["reason"], LONGEST_QUOTE)
    return f"Overrode the stop {quote(body['message'])}{about}: {reason}"


_WAYS: Final = {
    "copied": "Copied {what} for {where}",
    "shown": "Showed {what} for {where} to be copied by hand",
    "composer": "Opened the composer of {where} with {what}",
    "link": "Showed the link that opens the composer of {where} with {what}",
}


def _handed_over(body: Mapping[str, Any], _: Playbook) -> str:
    what = sentences_links.card_said(body) or "the text"
    where = network_label(body["network"])
    way = _WAYS.get(body["way"])
    told = way.format(what=what, where=where) if way else f"Handed over {what} for {where}"
    by = "" if way else f" ({body['way']})"
    return f"{told}{by}: {quote(body['text'])}"


def _image_noted(body: Mapping[str, Any], _: Playbook) -> str:
    described = body["description"]
    said = f", described as {quote(described)}" if described else ", not described yet"
    return f"Noted a picture with the draft: {quote(body['name'])}{said}"


def _image_removed(body: Mapping[str, Any], _: Playbook) -> str:
    return f"Took a picture from the draft: {quote(body['name'])}"


def _posted(body: Mapping[str, Any], _: Playbook) -> str:
    of = "" if body["limit"] is None else f" of {body['limit']}"
    count = f"{body['length']}{of} characters"
    if cards := body.get("cards"):
        count = f"a thread of {len(cards)} posts"
    link = f", {cut(body['link'], LONGEST_QUOTE)}" if body.get("link") else ""
    promise = sentences_cadence.promise_said(body)
    where = network_label(body["network"])
    return f"Posted to {where} ({count}{link}){_correcting(body)}: {quote(body['text'])}{promise}"


def _correcting(body: Mapping[str, Any]) -> str:
    seq = body.get("corrects")
    return f", correcting the post of seq {seq}" if seq else ""


def _noted(body: Mapping[str, Any], _: Playbook) -> str:
    return f"Note: {cut(body['text'], LONGEST_QUOTE)}"


def _closed(body: Mapping[str, Any], _: Playbook) -> str:
    outcome = body.get("outcome", "")
    return f"Finished the run: {cut(outcome, LONGEST_QUOTE)}" if outcome else "Finished the run"


_SENTENCES: Final[Mapping[str, Tell]] = {
    kinds.RUN_OPENED: _opened,
    kinds.MILESTONE_REACHED: _milestone,
    kinds.PHASE_ENTERED: _entered,
    kinds.PHASE_COMPLETED: _completed,
    kinds.ITEM_CHECKED: _checked,
    kinds.ITEM_REOPENED: _reopened,
    kinds.ITEM_SKIPPED: _skipped,
    kinds.FACT_SET: _fact,
    kinds.DRAFT_SAVED: _draft,
    kinds.CAVEAT_OVERRIDDEN: _overridden,
    kinds.TEXT_HANDED_OVER: _handed_over,
    kinds.IMAGE_NOTED: _image_noted,
    kinds.IMAGE_REMOVED: _image_removed,
    kinds.POSTED: _posted,
    kinds.NOTE_ADDED: _noted,
    **sentences_questions.SENTENCES,
    **sentences_approvals.SENTENCES,
    **sentences_clocks.SENTENCES,
    **sentences_cadence.SENTENCES,
    **sentences_links.SENTENCES,
    **sentences_exercise.SENTENCES,
    kinds.RUN_CLOSED: _closed,
}

_SHORT_WAYS: Final = {
    "copied": "copied for",
    "shown": "showed text for",
    "composer": "opened composer of",
    "link": "showed composer link of",
}

_SHORTS: Final[Mapping[str, Tell]] = {
    kinds.RUN_OPENED: lambda body, _: f"opened {_mode(body)}",
    kinds.MILESTONE_REACHED: lambda body, _: milestone_label(body["milestone"]),
    kinds.PHASE_ENTERED: lambda body, book: f"entered {phase_title(book, body['phase'])}",
    kinds.PHASE_COMPLETED: lambda body, book: f"completed {phase_title(book, body['phase'])}",
    kinds.ITEM_CHECKED: lambda body, book: (
        f"checked {item_text(book, body['phase'], body['item'])}"
    ),
    kinds.ITEM_REOPENED: lambda body, book: (
        f"reopened {item_text(book, body['phase'], body['item'])}"
    ),
    kinds.ITEM_SKIPPED: lambda body, book: (
        f"skipped {item_text(book, body['phase'], body['item'])}"
    ),
    kinds.FACT_SET: lambda body, book: (
        f"fact {inside(fact_label(book, body['fact']))}: {body['status']}"
    ),
    kinds.DRAFT_SAVED: lambda body, book: f"saved draft{_draft_name(body, book)}",
    kinds.CAVEAT_OVERRIDDEN: lambda body, _: f"overrode {body['caveat']}",
    kinds.TEXT_HANDED_OVER: lambda body, _: (
        f"{_SHORT_WAYS.get(body['way'], body['way'])} {network_label(body['network'])}"
    ),
    kinds.IMAGE_NOTED: lambda body, _: f"picture: {body['name']}",
    kinds.IMAGE_REMOVED: lambda body, _: f"picture taken away: {body['name']}",
    kinds.POSTED: lambda body, _: f"posted to {network_label(body['network'])}",
    kinds.NOTE_ADDED: lambda body, _: f"note: {body['text']}",
    **sentences_questions.SHORTS,
    **sentences_approvals.SHORTS,
    **sentences_clocks.SHORTS,
    **sentences_cadence.SHORTS,
    **sentences_links.SHORTS,
    **sentences_exercise.SHORTS,
    kinds.RUN_CLOSED: lambda _, __: "finished",
}
