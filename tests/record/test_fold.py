"""State is a fold: the same in one go, in two, or event by event; and any command folds."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.record import events as kinds
from breachplay.record.chain import Link, Place, chained, first_break
from breachplay.record.commands import (
    AddNote,
    CheckItem,
    CloseRun,
    Command,
    EnterPhase,
    HandOver,
    MarkPosted,
    NoteImage,
    OverrideCaveat,
    ReachMilestone,
    Refused,
    RemoveImage,
    ReopenItem,
    SaveDraft,
    SetFact,
    SkipItem,
)
from breachplay.record.decide import decide, open_run
from breachplay.record.events import NewEvent
from breachplay.record.fold import begin, fold, step
from breachplay.record.state import State
from tests.record.helpers import (
    COMMUNICATOR,
    TickingClock,
    chain_of,
    open_command,
    opened_events,
    opened_state,
)

TEXT = st.text(max_size=12) | st.sampled_from(
    ["", "fine", "{service} is down", "\ud800", "x" * 300]
)
PHASES = st.sampled_from(["acknowledge", "explain", "nowhere"])
ITEMS = st.sampled_from(["secured", "pinned", "asked", "confirmed", "nothing"])
DRAFTS = st.sampled_from(["d1", "d2"])
MOMENTS = st.sampled_from(["2026-11-24T01:35+01:00", "2026-11-24T00:00:00.000Z", "soon", ""])

COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(ReachMilestone, st.sampled_from(["aware", "contained", "never"]), MOMENTS, TEXT),
    st.builds(EnterPhase, PHASES, st.booleans()),
    st.builds(CheckItem, PHASES, ITEMS),
    st.builds(ReopenItem, PHASES, ITEMS),
    st.builds(SkipItem, PHASES, ITEMS, TEXT, st.sampled_from(["", "Test Approver"])),
    st.builds(
        SetFact,
        st.sampled_from(["service", "data", "people_affected", "nothing"]),
        TEXT | st.just("passwords"),
        st.sampled_from(["unknown", "reported", "confirmed", "retracted"]),
        TEXT,
    ),
    st.builds(
        SaveDraft,
        DRAFTS,
        TEXT | st.just("One.\n---\nTwo."),
        st.just("first"),
        st.sampled_from(["x", "bluesky", "nowhere"]),
        st.booleans(),
    ),
    st.builds(NoteImage, DRAFTS, st.sampled_from(["", "a.png", "b.png"]), TEXT),
    st.builds(RemoveImage, DRAFTS, st.sampled_from(["a.png", "b.png"])),
    st.builds(OverrideCaveat, DRAFTS, st.just("over-limit"), TEXT, TEXT),
    st.builds(HandOver, DRAFTS, st.sampled_from(["copied", "thrown"])),
    st.builds(
        MarkPosted, DRAFTS, TEXT, st.just("https://acme.example/1") | TEXT, st.none() | MOMENTS
    ),
    st.builds(AddNote, TEXT, st.none() | MOMENTS),
    st.builds(CloseRun, TEXT, st.booleans()),
)


def carried_out(commands: list[Command]) -> tuple[list[Link], State]:
    """Carry commands out one after the other; those refused leave nothing."""
    clock = TickingClock()
    links = list(chain_of(open_run(open_command())))
    state = fold(link.event for link in links)
    for number, command in enumerate(commands):
        try:
            news = decide(state, command, COMMUNICATOR)
        except Refused:
            continue
        last = links[-1].event
        more = chained(
            Place(last.run, last.seq, last.hash),
            news,
            command=f"k{number}",
            at=clock.now().isoformat(),
            actor=COMMUNICATOR,
        )
        links += more
        for link in more:
            state = step(state, link.event)
    return links, state


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMANDS, max_size=25), st.data())
def test_any_commands_fold_in_one_go_or_in_two(commands: list[Command], data: Any) -> None:
    links, state = carried_out(commands)
    events = [link.event for link in links]
    assert first_break(events) is None
    assert fold(events) == state
    split = data.draw(st.integers(1, len(events)))
    begun = fold(events[:split])
    for event in events[split:]:
        begun = step(begun, event)
    assert begun == state
    assert (state.seq, state.hash) == (len(events), events[-1].hash)
    assert state.current_phase.id == state.phase


@settings(max_examples=60, deadline=None)
@given(st.lists(COMMANDS, max_size=12))
def test_a_state_is_never_changed(commands: list[Command]) -> None:
    before = opened_state()
    copy = opened_state()
    carried_out(commands)
    for command in commands:
        try:
            decide(before, command, COMMUNICATOR)
        except Refused:
            continue
    assert before == copy


NONSENSE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KINDS = [
    getattr(kinds, name)
    for name in dir(kinds)
    if name.isupper() and isinstance(getattr(kinds, name), str)
]
KEYS = ["phase", "item", "fact", "value", "status", "draft", "text", "network", "milestone",
        "reason", "facts", "caveats", "open", "length", "limit", "template",
        "thread", "name", "description", "cards", "images"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(KEYS), NONSENSE | st.sampled_from(["x", "d1", "acknowledge"])),
    st.none() | MOMENTS,
)
def test_nonsense_with_a_sound_chain_folds_or_is_told(
    kind: str, body: dict[str, Any], happened_at: str | None
) -> None:
    """Whoever makes a record can write anything into it: never a traceback, never a wrong type."""
    event = chain_of((NewEvent(kind, body, happened_at),))[0].event
    try:
        state = step(opened_state(), event)
    except ValueError as error:
        assert "event 1" in str(error)  # noqa: PT017 - either way is right
        return
    assert msgspec.convert(msgspec.to_builtins(state.drafts), dict[str, Any]) is not None
    assert state.current_phase is not None
    for post in state.posts:
        assert isinstance(post.text, str)
        assert isinstance(post.length, int)
    for history in state.facts.values():
        assert all(isinstance(fact.value, str) for fact in history)


def test_a_record_without_events() -> None:
    with pytest.raises(ValueError, match="no event"):
        fold([])


def test_the_opening_must_be_one() -> None:
    event = opened_events()[1]
    with pytest.raises(ValueError, match="opening"):
        begin(event)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["mode", "title", "playbook", "profile", "packs", "sample_profile"]), NONSENSE
)
def test_an_opening_of_nonsense_is_told(name: str, value: Any) -> None:
    body = {**opened_events()[0].body, name: value}
    event = chain_of((NewEvent(kinds.RUN_OPENED, body),))[0].event
    try:
        state = begin(event)
    except ValueError:
        return
    assert state.mode in {"incident", "exercise"}
    assert isinstance(state.title, str)
    assert isinstance(state.sample_profile, bool)


def test_the_playbook_is_embedded_as_it_was() -> None:
    state = opened_state()
    assert [phase.id for phase in state.playbook.phase] == ["acknowledge", "explain"]
    assert set(state.playbook.facts) == {"service", "people_affected", "data"}


def test_what_a_newer_version_adds_is_passed_over() -> None:
    body = dict(opened_events()[0].body)
    body["new"] = 1
    body["playbook"] = {**body["playbook"], "new": {"a": 1}}
    event = chain_of((NewEvent(kinds.RUN_OPENED, body),))[0].event
    state = begin(event)
    note = chain_of((NewEvent(kinds.NOTE_ADDED, {"text": "a", "new": [1]}),))[0].event
    assert step(state, note).notes == 1
