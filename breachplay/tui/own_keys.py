"""The keys of a screen that has its own: one table for bindings, labels, help and palette."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from textual.binding import Binding
from textual.screen import ModalScreen


class OwnKey(NamedTuple):
    """One key of a screen, and what it does there."""

    key: str
    """As it is written at the foot of the screen: `enter`, `s`, `?`."""
    label: str
    name: str
    """What the screen calls it."""
    told: str
    """What it does, in a sentence."""


def bindings(keys: Sequence[OwnKey], action: str) -> list[Binding]:
    """Give the bindings; enter belongs to the screen's list, and escape to the screen."""
    return [
        Binding(
            "question_mark" if one.key == "?" else one.key, f"{action}('{one.name}')", one.label
        )
        for one in keys
        if one.key not in {"enter", "esc"}
    ]


def labels(keys: Sequence[OwnKey]) -> list[tuple[str, str, str]]:
    """Give what stands at the foot of the screen: key, label, name."""
    return [(one.key, one.label, one.name) for one in keys]


def offers(
    keys: Sequence[OwnKey], do: Callable[[str], object]
) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Give what the palette finds: label, what it does, and the way to do it."""
    for one in keys:
        yield f"{one.label.capitalize()}  ({one.key})", one.told, partial(do, one.name)


def help_screen(keys: Sequence[OwnKey], marks: Sequence[tuple[str, str]] = ()) -> ModalScreen[None]:
    """Give the help: a row a key, and a row for each mark that the screen uses."""
    from breachplay.tui.screens.help import HelpScreen, of_keys  # noqa: PLC0415  rarely asked

    return HelpScreen(of_keys([(one.key, one.told) for one in keys], marks))
