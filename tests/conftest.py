"""What holds for all tests: laws are tried without a clock, since machines are slow and noisy."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quiet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiet")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""The program is started some hundred times: it is compiled once, as on a person's machine."""

FIRST = ("tests/test_kill_app.py", "tests/record/test_killed.py", "tests/test_terminal.py")
"""Files that take minutes, begun first, so that no worker waits for another at the end."""

ALLOCATIONS = (20_000, 10, 3)
"""How many objects come before the collector looks for garbage; by default, 700."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest in front; all else keeps its order."""

    def place(item: pytest.Item) -> int:
        file = item.nodeid.partition("::")[0]
        return FIRST.index(file) if file in FIRST else len(FIRST)

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Let the collector pass by what lives to the end: all tests, all that they import.

    It would go through thousands of tests again and again, a fifth of the time of a screen's test.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ALLOCATIONS)
