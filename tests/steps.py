"""How much work a call is, counted and never timed: a busy machine counts the same."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

SHORT, TIMES = 1_000, 8
LONG = 50_000
"""Letters of a text that holds everybody up if a pattern goes over it again and again."""


def steps(call: Callable[[], object]) -> int:
    """Give how many functions a call enters, of Python and of the interpreter."""
    count = 0

    def entered(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(entered)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


def grows_with_the_text(work: Callable[[str], object], piece: str) -> None:
    """Hold work on a text made of one piece to growing as the text does.

    What is done step by step is counted. A single step may still go over the whole text, inside
    a pattern, where nothing can be counted: for that the last text is so long that nobody would
    wait for it, and nothing is asserted.
    """

    def of(size: int) -> str:
        return (piece * (size // len(piece) + 1))[:size]

    work(of(SHORT // 2))  # what is loaded and compiled first is nobody's share
    short, long = (steps(partial(work, of(size))) for size in (SHORT, SHORT * TIMES))
    assert long < 1.5 * TIMES * short, (
        f"{TIMES} times the text took {long / short:.0f} as many steps"
    )
    work(of(LONG))
