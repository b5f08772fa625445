"""What marks an exercise on whatever lies over its screens: the word, and another colour."""

from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.screen import Screen

from breachplay.tui.paint import plain

if TYPE_CHECKING:
    from breachplay.tui.app import BreachplayApp

WORD = "EXERCISE"


def in_exercise(screen: Screen[Any]) -> bool:
    """Whether the run that is open is an exercise; before one is open, none is."""
    app = cast("BreachplayApp", screen.app)
    try:
        return app.worker.session.state.mode == "exercise"
    except (AttributeError, RuntimeError):
        return False


def marked(screen: Screen[Any], title: str) -> Content:
    """Give a dialog's title, with the word before it in an exercise; the dialog's colour too."""
    if not in_exercise(screen):
        return plain(title)
    screen.add_class("exercise")
    return plain(title if title.startswith(WORD) else f"{WORD} · {title}")
