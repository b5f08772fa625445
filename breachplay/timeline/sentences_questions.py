"""The sentences about people's questions."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.timeline.wording import LONGEST_QUOTE, cut, network_label, quote

LONGEST_NAME: Final = 60
"""Characters that are shown of who asked and where; the record and the exports hold the whole."""

Tell = Callable[[Mapping[str, Any], Playbook], str]


def asker(who: str) -> str:
    """Give who asked, as sentences name them."""
    return cut(who, LONGEST_NAME) if who else "somebody"


def place(where: str) -> str:
    """Give where something was asked or said: ` on X`, ` (Phone)`; empty where that is unknown."""
    label = network_label(where)
    if not where:
        return ""
    return f" on {label}" if label != where else f" ({cut(where, LONGEST_NAME)})"


def _logged(body: Mapping[str, Any], _: Playbook) -> str:
    who, where = asker(body.get("who", "")), place(body.get("where", ""))
    return f"Question {body['question']} from {who}{where}: {quote(body['text'])}"


def _answered(body: Mapping[str, Any], _: Playbook) -> str:
    where = place(body.get("where", ""))
    link = f", {cut(body['link'], LONGEST_QUOTE)}" if body.get("link") else ""
    return f"Answered question {body['question']}{where}{link}: {quote(body['text'])}"


def _closed(body: Mapping[str, Any], _: Playbook) -> str:
    reason = cut(body["reason"], LONGEST_QUOTE)
    return f"Closed question {body['question']} without an answer: {reason}"


def _reopened(body: Mapping[str, Any], _: Playbook) -> str:
    reason = f": {cut(body['reason'], LONGEST_QUOTE)}" if body.get("reason") else ""
    return f"Opened question {body['question']} again{reason}"


SENTENCES: Final[Mapping[str, Tell]] = {
    kinds.QUESTION_LOGGED: _logged,
    kinds.QUESTION_ANSWERED: _answered,
    kinds.QUESTION_CLOSED: _closed,
    kinds.QUESTION_REOPENED: _reopened,
}

SHORTS: Final[Mapping[str, Tell]] = {
    kinds.QUESTION_LOGGED: lambda body, _: f"{asker(body.get('who', ''))} asks: {body['text']}",
    kinds.QUESTION_ANSWERED: lambda body, _: f"answered {body['question']}",
    kinds.QUESTION_CLOSED: lambda body, _: f"closed {body['question']}: {body['reason']}",
    kinds.QUESTION_REOPENED: lambda body, _: f"opened {body['question']} again",
}
