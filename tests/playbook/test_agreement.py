"""Whatever a file holds, the model and the schema agree on it, and the answer is a plain one."""

import copy
import datetime
from typing import Any

import msgspec
import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.playbook.document import parse
from breachplay.playbook.explain import structural
from breachplay.playbook.new import new_text
from breachplay.playbook.read import Fault, Faulty, decode
from breachplay.playbook.schema import MODELS

from .samples import PLAYBOOK

SAMPLES: dict[str, dict[str, Any]] = {
    "playbook": tomli.loads(PLAYBOOK),
    "scenario": tomli.loads(new_text("scenario", "small")),
    "script": tomli.loads(new_text("script", "small")),
}
KEYS = [
    *("id", "title", "phase", "item", "text", "facts", "use", "clock", "kind", "a b", "", "é"),
    *("inject", "expect", "at", "after", "of", "within", "response", "step", "post", "answers"),
]

strange: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(
        [
            *(0, 1, -1, 2**60, 1.0, float("nan"), True, False),
            *("", "a", "A b", "x\n", "stop", "60m", "aware+1h", "{service}", "${x}", "\u202e"),
            *("22h", "1d2h", "m", "post+5m", "inject:a+0m", "08:40", "friday 25:00", "tweet"),
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
def broken(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Give the sample of a kind with a few of its values changed, taken out or added to."""
    document = copy.deepcopy(SAMPLES[kind])
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


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_model_and_schema_agree(kind: str, data: st.DataObject) -> None:
    document = data.draw(broken(kind))
    try:
        msgspec.convert(document, MODELS[kind])
    except msgspec.ValidationError:
        assert list(structural(kind, document))
    else:
        assert not list(structural(kind, document))


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_the_answer_is_a_file_or_faults_with_places(kind: str, data: st.DataObject) -> None:
    text = tomli_w.dumps(data.draw(broken(kind)))
    lines = text.split("\n")
    for fault in faults_in(kind, text):
        assert fault.message
        assert not fault.line or fault.column <= len(lines[fault.line - 1]) + 1


def faults_in(kind: str, text: str) -> tuple[Fault, ...]:
    try:
        decode(kind, MODELS[kind], parse(text, "p.toml"), text, "p.toml", patterns=True)
    except Faulty as faulty:
        return faulty.faults
    return ()
