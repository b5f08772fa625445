"""Keeping what was worked out of a state while that state is still the present one.

A state never changes, and while a person types it stays the same one for many keys.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from breachplay.record.state import State

T = TypeVar("T")


def kept_for_the_last(function: Callable[[State], T]) -> Callable[[State], T]:
    """Give the function, which answers at once where it is asked of the same state again."""
    last: tuple[State, T] | None = None

    @wraps(function)
    def ask(state: State) -> T:
        nonlocal last
        held = last  # one look: another thread may ask of another state meanwhile
        if held is not None and held[0] is state:
            return held[1]
        found = function(state)
        last = (state, found)
        return found

    return ask
