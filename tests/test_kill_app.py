"""The real app is killed at random moments: what its screen had shown as done is on the record."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from breachplay.record import chain
from breachplay.record.events import Actor, Event
from breachplay.record.opening import prepare
from breachplay.record.session import Session, SystemClock
from breachplay.record.store import Store, open_file
from tests.record.helpers import small_profile
from tests.terminal import Terminal

KILLS = 50
AT_ONCE = 2
DRAFT_LAG = 1.0
"""Seconds of typing that a kill may cost."""

PLAYBOOK = """
format = 1
id = "killed"
title = "Killed"
summary = "A playbook for tests."

[[phase]]
id = "only"
title = "Only"
goal = "Stay."
""" + "\n".join(
    f"""
[[phase.item]]
id = "item-{number}"
text = "Item {number}"
why = "It counts."
role = "communicator"
"""
    for number in range(8)
)


class Round:
    """One start of the app on a run, until it is gone: what was typed, and what was shown."""

    def __init__(self, folder: Path, run: str, chance: random.Random) -> None:
        self.chance = chance
        self.heads: set[str] = set()
        self.typed = ""
        self.echoed: list[tuple[float, int]] = []
        """When how many of the typed characters stood on the screen."""
        self.slowest = 0.0
        """Seconds from a key to its echo, at worst: how busy the machine is."""
        env = {"BREACHPLAY_STORE": str(folder), "HOME": str(folder)}
        self.terminal = Terminal(["resume", run], columns=80, rows=24, env=env)

    def look(self, seconds: float = 0.0) -> None:
        self.terminal.read(seconds)
        if head := self.terminal.head:
            self.heads.add(head)

    def start(self) -> None:
        self.terminal.until(lambda: bool(self.terminal.head))
        self.look()

    def check_items(self) -> None:
        self.terminal.press("1")
        for _ in range(self.chance.randint(1, 4)):
            self.terminal.press("down", "space")
            self.look(self.chance.random() * 0.05)

    def type_words(self) -> None:
        self.terminal.press("e")
        self.terminal.until("leave the editor")
        for _ in range(self.chance.randint(1, 4)):
            word = f"{self.chance.randrange(10**6):06} "
            self.typed += word
            sent = time.monotonic()
            self.terminal.press(word)
            self.terminal.until(word.strip())
            self.echoed.append((time.monotonic(), len(self.typed) - 1))
            self.slowest = max(self.slowest, time.monotonic() - sent)
            self.look(self.chance.random() * 0.3)
        self.terminal.press("escape")
        self.terminal.until(lambda: "leave the editor" not in self.terminal.text)

    def go_on_for(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.look(0.02)

    def must_be_kept(self, gone: float) -> str:
        """Give as much of what was typed as must be on the record."""
        allowed = DRAFT_LAG + self.slowest
        shown = [count for at, count in self.echoed if gone - at > allowed]
        return self.typed[: max(shown, default=0)]


def begun(folder: Path) -> str:
    """Begin a run whose app needs no messages, and give its id."""
    playbook = folder.parent / f"{folder.name}.toml"
    playbook.write_text(PLAYBOOK)
    clock = SystemClock()
    command = prepare(playbook, small_profile(), clock.now())
    with Session.begin(Store(folder), command, Actor("Test Communicator", ""), clock) as session:
        return session.state.run


def events_of(folder: Path, run: str) -> list[Event]:
    """Read the record as it stands on disk, whole and unbroken."""
    with open_file(folder / f"{run}.breachplay") as file:
        assert file.damage is None
        assert file.unsound() == ""
        return list(file.events)


def draft_of(events: list[Event]) -> str:
    texts = [event.body["text"] for event in events if event.kind == "draft_saved"]
    return str(texts[-1]) if texts else ""


def check_kept(round_: Round, before: str, events: list[Event], gone: float) -> None:
    """Hold what is on disk against what the screen had shown."""
    shown = max((int(head.split()[1].rstrip(",")) for head in round_.heads), default=0)
    assert shown
    assert shown <= len(events)
    real = {chain.head(event.seq, event.hash) for event in events}
    assert round_.heads <= real
    after = draft_of(events)
    assert after.startswith(before)
    assert round_.typed.startswith(after.removeprefix(before))
    assert after.removeprefix(before).startswith(round_.must_be_kept(gone))


def killed_rounds(folder: Path, seed: int) -> int:
    """Kill the app again and again; give how many heads it had shown in all."""
    run = begun(folder)
    chance = random.Random(seed)
    heads = 0
    for _ in range(KILLS // AT_ONCE):
        before = draft_of(events_of(folder, run))
        round_ = Round(folder, run, chance)
        with round_.terminal:
            round_.start()
            for step in chance.sample(
                [round_.check_items, round_.type_words], chance.randint(1, 2)
            ):
                step()
            round_.go_on_for(chance.choice([0, 0.05, 0.3, 0.8]) * chance.random())
            gone = time.monotonic()
            round_.terminal.kill()
        check_kept(round_, before, events_of(folder, run), gone)
        heads += len(round_.heads)
    return heads


def test_everything_the_screen_showed_is_there_after_fifty_kills(tmp_path: Path) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [
            pool.submit(killed_rounds, tmp_path / f"store-{number}", number)
            for number in range(AT_ONCE)
        ]
        heads = [job.result() for job in jobs]
    assert all(count > KILLS // AT_ONCE for count in heads), "the rounds recorded something"


@pytest.fixture
def typing(tmp_path: Path) -> Iterator[Round]:
    folder = tmp_path / "store"
    round_ = Round(folder, begun(folder), random.Random(7))
    with round_.terminal:
        round_.start()
        round_.type_words()
        yield round_


def test_a_closed_terminal_loses_at_most_a_second_of_the_draft(
    typing: Round, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    run = next(folder.glob("*.breachplay")).stem
    typing.go_on_for(0.1)
    gone = time.monotonic()
    typing.terminal.hang_up()
    assert typing.terminal.wait() != 0
    check_kept(typing, "", events_of(folder, run), gone)


def test_what_was_typed_is_recorded_while_nobody_does_anything(
    typing: Round, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    run = next(folder.glob("*.breachplay")).stem
    typing.terminal.until(lambda: "saving" not in typing.terminal.text)
    typing.go_on_for(DRAFT_LAG + typing.slowest)
    typing.terminal.kill()
    assert draft_of(events_of(folder, run)) == typing.typed
