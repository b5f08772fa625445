"""The sentences about approvals."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from breachplay.playbook.model import Playbook
from breachplay.record import events as kinds
from breachplay.timeline.wording import LONGEST_QUOTE, cut, network_label, quote

Tell = Callable[[Mapping[str, Any], Playbook], str]


def _person(body: Mapping[str, Any]) -> str:
    name, role = cut(body["name"], 80), cut(body["role"], 80)
    return f"{name}, {role}" if role else name


def _asked(body: Mapping[str, Any], _: Playbook) -> str:
    cards = body.get("cards", ())
    what = f"a thread of {len(cards)} posts" if cards else "a post"
    comment = f" ({cut(body['comment'], LONGEST_QUOTE)})" if body.get("comment") else ""
    network = network_label(body["network"])
    return f"Asked for approval of {what} for {network}{comment}: {quote(body['text'])}"


def _answered(body: Mapping[str, Any], verb: str) -> str:
    what = f"card {body['card']} of the thread" if body.get("card") else "the text"
    comment = f" ({cut(body['comment'], LONGEST_QUOTE)})" if body.get("comment") else ""
    text = f": {quote(body['text'])}" if body.get("text") else ""
    return f"{_person(body)} {verb} {what}{comment}{text}"


def _withdrawn(body: Mapping[str, Any], _: Playbook) -> str:
    return f"Took back the asking for approval: {cut(body['reason'], LONGEST_QUOTE)}"


def _short(body: Mapping[str, Any], verb: str) -> str:
    card = f" card {body['card']}" if body.get("card") else ""
    return f"{verb}{card} by {body['role'] or body['name']}"


SENTENCES: Final[Mapping[str, Tell]] = {
    kinds.APPROVAL_ASKED: _asked,
    kinds.APPROVED: lambda body, _: _answered(body, "approved"),
    kinds.REJECTED: lambda body, _: _answered(body, "rejected"),
    kinds.APPROVAL_WITHDRAWN: _withdrawn,
}

SHORTS: Final[Mapping[str, Tell]] = {
    kinds.APPROVAL_ASKED: lambda body, _: f"approval asked for {network_label(body['network'])}",
    kinds.APPROVED: lambda body, _: _short(body, "approved"),
    kinds.REJECTED: lambda body, _: _short(body, "rejected"),
    kinds.APPROVAL_WITHDRAWN: lambda _, __: "approval taken back",
}
