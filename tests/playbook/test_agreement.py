"""Whatever a file holds, the model and the schema agree on it, and the answer is a plain one."""

import copy
import datetime
from typing import Any

import msgspec
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.playbook.explain import structural
from breachplay.playbook.model import Playbook
from breachplay.playbook.read import Fault, Faulty, decode_playbook

from .samples import PLAYBOOK

SAMPLE: dict[str, Any] = tomli.loads(PLAYBOOK)
KEYS = ["id", "title", "phase", "item", "text", "facts", "use", "clock", "kind", "a b", "", "é"]

strange: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(
        [
            *(0, 1, -1, 2**60, 1.0, float("nan"), True, False),
            *("", "a", "A b", "x\n", "stop", "60m", "aware+1h", "{service}", "${x}", "\u202e"),
            *("a" * 201, "é" * 5000, "gdpr-33", datetime.date(2026, 11, 24), datetime.time(1)),
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=5,
)


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Give every key and index of a document with its holder."""
    found = []
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        found.append((value, key))
        if isinstance(value[key], (dict, list)):
            found += places_in(value[key])
    return found


@st.composite
def broken(draw: st.DrawFn) -> dict[str, Any]:
    """Give the sample with a few of its values changed, taken out or added to."""
    document = copy.deepcopy(SAMPLE)
    for _ in range(draw(st.integers(1, 4))):
        places = places_in(document)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        act = draw(st.sampled_from(["change", "remove", "add"]))
        if act == "remove":
            del holder[key]
        elif act == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = draw(strange)
        else:
            holder[key] = draw(strange)
    return document


@given(broken())
@settings(max_examples=300)
def test_model_and_schema_agree(document: dict[str, Any]) -> None:
    try:
        msgspec.convert(document, Playbook)
    except msgspec.ValidationError:
        assert list(structural("playbook", document))
    else:
        assert not list(structural("playbook", document))


@given(broken())
@settings(max_examples=300)
def test_the_answer_is_a_playbook_or_faults_with_places(document: dict[str, Any]) -> None:
    text = tomli_w.dumps(document)
    lines = text.split("\n")
    for fault in faults_in(text):
        assert fault.message
        assert not fault.line or fault.column <= len(lines[fault.line - 1]) + 1


def faults_in(text: str) -> tuple[Fault, ...]:
    try:
        decode_playbook(text, "p.toml")
    except Faulty as faulty:
        return faulty.faults
    return ()
