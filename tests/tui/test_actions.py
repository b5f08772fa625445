"""The one registry: bindings, key bar, palette, help and cheat sheet all come from it."""

import inspect
from pathlib import Path

import pytest
from textual.binding import Binding

from breachplay.tui.actions import ACTIONS, BY_ID, Action
from breachplay.tui.flows import FLOWS
from breachplay.tui.keys import keys_page
from breachplay.tui.screens.help import help_text
from breachplay.tui.screens.walk import WalkScreen
from breachplay.tui.view import View
from tests.tui.conftest import Walking

KEYS_PAGE = Path(__file__).parents[2] / "docs" / "keys.md"

each_action = pytest.mark.parametrize("action", ACTIONS, ids=[action.id for action in ACTIONS])


@each_action
def test_it_says_what_it_does(action: Action) -> None:
    assert action.label
    assert action.tooltip
    assert action.tooltip[0].isupper()
    assert not action.tooltip.endswith(".")
    assert action.label == action.label.lower()
    assert action.group


@each_action
def test_it_has_a_flow_that_is_documented(action: Action) -> None:
    assert inspect.iscoroutinefunction(FLOWS[action.id])
    assert inspect.getdoc(FLOWS[action.id])


@each_action
def test_it_has_a_binding_of_the_same_words(action: Action) -> None:
    (binding,) = [
        binding
        for binding in WalkScreen.BINDINGS
        if isinstance(binding, Binding) and binding.id == f"walk.{action.id}"
    ]
    assert binding.key == action.key
    assert (binding.description, binding.tooltip) == (action.label, action.tooltip)


@each_action
def test_the_help_shows_it(action: Action) -> None:
    assert f"{action.label}: {action.tooltip}" in help_text().plain


def test_keys_and_ids_are_one_of_a_kind() -> None:
    assert len({action.key for action in ACTIONS}) == len(ACTIONS)
    assert len({action.shown_key for action in ACTIONS}) == len(ACTIONS)
    assert len(BY_ID) == len(ACTIONS)


def test_the_cheat_sheet_is_up_to_date() -> None:
    """Write it anew with `python -m breachplay.tui.keys > docs/keys.md`."""
    assert KEYS_PAGE.read_text(encoding="utf-8") == keys_page()


async def test_the_palette_shows_all(walk: Walking) -> None:
    async with walk() as person:
        commands = list(person.app.get_system_commands(person.app.screen))
        assert [command.help for command in commands] == [action.tooltip for action in ACTIONS]


async def test_the_key_bar_shows_all_that_belong_there(walk: Walking) -> None:
    async with walk() as person:
        for action in ACTIONS:
            if action.footer:
                await person.see(f"{action.shown_key} {action.label}")


def reasons(view: View) -> dict[str, str]:
    """Give why each blocked action is blocked."""
    return {action.id: reason for action in ACTIONS if (reason := action.blocked(view))}


async def test_every_reason_is_a_sentence(walk: Walking) -> None:
    """In every state that blocks something: new, written, stopped, an exercise, finished."""
    seen: set[str] = set()
    said: list[str] = []

    def note(view: View) -> None:
        found = reasons(view)
        seen.update(found)
        said.extend(found.values())

    bare = {
        "format": 1,
        "id": "bare",
        "title": "Bare",
        "summary": "Nothing in it.",
        "phase": [{"id": "only", "title": "Only", "goal": "Be there."}],
    }
    async with walk(playbook=bare) as person:
        note(person.walk.view)
    async with walk(mode="exercise") as person:
        note(person.walk.view)
        await person.write("Nothing was stolen.")
        note(person.walk.view)
        await person.press("F")
        await person.answer(outcome="done")
        await person.back()
        note(person.walk.view)
    for reason in said:
        assert not reason[0].islower(), reason
        assert reason.endswith("."), reason
        assert len(reason) < 120, reason
    always = {action.id for action in ACTIONS} - seen
    assert always == {"timeline", "clocks", "replies", "theme", "help", "leave"}


async def test_a_blocked_action_says_why_and_does_nothing(walk: Walking) -> None:
    async with walk() as person:
        before = person.state.seq
        for name, reason in reasons(person.walk.view).items():
            await person.press(BY_ID[name].key)
            await person.told(reason)
        assert person.state.seq == before
