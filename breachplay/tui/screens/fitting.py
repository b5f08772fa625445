"""How the walk fits a terminal: panes side by side, as tabs, or nothing but a plain message."""

from typing import Final, NamedTuple

SMALLEST: Final = (80, 24)
"""Columns and rows below which nothing can be done."""
WIDE: Final = (110, 30)
"""Columns and rows from which all panes stand beside one another; below, they are tabs."""
ROOMY: Final = 160
"""Columns from which the outer panes grow too."""


class Fitting(NamedTuple):
    """What a terminal of some size has room for."""

    small: bool
    tabbed: bool
    roomy: bool
    said: str
    """What a person is told whose terminal is too small."""


def fitting(width: int, height: int) -> Fitting:
    """Give what there is room for in so many columns and rows."""
    small = width < SMALLEST[0] or height < SMALLEST[1]
    tabbed = not small and (width < WIDE[0] or height < WIDE[1])
    said = (
        f"breachplay needs {SMALLEST[0]} columns and {SMALLEST[1]} rows. "
        f"This terminal has {width} and {height}. Make it larger; nothing is lost."
    )
    return Fitting(small, tabbed, width >= ROOMY, said)
