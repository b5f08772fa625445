"""What `breachplay check` does with one file: find out what it is, and say all that is wrong."""

import os
from typing import Any, Final

from breachplay.playbook.document import parse, read_text
from breachplay.playbook.faults import Fault, Faulty
from breachplay.playbook.read import decode
from breachplay.playbook.schema import MODELS

_KEYS: Final = {
    "playbook": {"phase", "facts"},
    "pack": {"caveat"},
    "profile": {"organisation", "speaker", "domains", "timezone", "handles", "contact", "approver"},
    "clocks": {"clock"},
    "scenario": {"inject", "objective", "playbook"},
    "script": {"scenario", "step"},
}
"""The keys by which each kind of file is known; the first kind wins where two fit as well."""


def kind_of(document: dict[str, Any]) -> str | None:
    """Guess what a document is: playbook, pack, profile, clocks or scenario; None: none of them."""
    fitting = {kind: len(keys & document.keys()) for kind, keys in _KEYS.items()}
    best = max(fitting, key=lambda kind: fitting[kind])
    if fitting[best]:
        return best
    return "playbook" if "summary" in document else None


def check_file(path: str | os.PathLike[str]) -> tuple[Fault, ...]:
    """Give everything that is wrong with a file of any kind; nothing, when it can be used."""
    name = os.fspath(path)
    try:
        text = read_text(name)
        document = parse(text, name)
        kind = kind_of(document)
        if kind in MODELS:
            decode(kind, MODELS[kind], document, text, name, patterns=True)
            return ()
    except Faulty as faulty:
        return faulty.faults
    message = (
        "neither a playbook, which has [[phase]], nor a rule pack, which has [[caveat]], "
        "nor a profile, which has organisation, nor a scenario, which has [[inject]]"
    )
    return (Fault(name, 0, 0, "", message),)
