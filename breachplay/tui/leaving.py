"""Leaving a screen once.

A key pressed twice in haste reaches a screen that has been left already. The toolkit would then
take away whatever lies on top: the walk itself.
"""

from typing import TypeVar

from textual.screen import Screen

Result = TypeVar("Result")


def leave(screen: Screen[Result], result: Result) -> None:
    """Dismiss a screen with its result, if it is still on top."""
    if screen.app.screen is screen:
        screen.dismiss(result)
