"""The shipped playbooks on a small screen: what a tired person reads there is whole."""

import re
from pathlib import Path

import msgspec
import pytest

from breachplay.playbook.find import find_playbook, shipped_playbooks
from breachplay.playbook.read import read_playbook
from tests.tui.harness import SMALL, one_line, walking


def _right_of(text: str, column: int) -> str:
    """The words that stand right of a column, without the bars of panes that scroll."""
    return one_line(" ".join(re.sub("[▂▃▄▅▆▇]", " ", line[column:]) for line in text.splitlines()))


@pytest.mark.parametrize("name", shipped_playbooks())
async def test_each_item_and_its_reason_are_whole_at_80_by_24(tmp_path: Path, name: str) -> None:
    playbook = read_playbook(find_playbook(name))
    async with walking(tmp_path, playbook=msgspec.to_builtins(playbook), size=SMALL) as me:
        for item in playbook.phase[0].item:
            shown = _right_of(me.text, 30)
            assert item.why in shown, item.id
            assert f"For: {item.role}" in shown, item.id
            assert item.text in shown, item.id
            await me.press("down")


async def test_a_prepared_answer_is_whole_with_its_note_at_80_by_24(tmp_path: Path) -> None:
    playbook = read_playbook(find_playbook("ransomware"))
    answer = next(
        answer
        for phase in playbook.phase
        for answer in phase.answer
        if answer.asked == "Did you pay?"
    )
    async with walking(tmp_path, playbook=msgspec.to_builtins(playbook), size=SMALL) as me:
        await me.press("i")
        await me.type("did you pay")
        shown = _right_of(me.text, 38)
        for part in (answer.asked, answer.text, answer.note):
            assert one_line(part) in shown
