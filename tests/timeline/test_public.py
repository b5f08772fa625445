"""What the timeline offers, and what it costs to load."""

import subprocess
import sys

import pytest

import breachplay.timeline as timeline


@pytest.mark.parametrize("name", timeline.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(timeline, name) is not None


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        timeline.nothing  # noqa: B018 (the access is what is tested)


def test_sentences_load_no_exporter() -> None:
    look = (
        "import breachplay.timeline.sentences, sys;"
        "print([m for m in sys.modules if m.startswith('breachplay.timeline.')"
        " and not m.split('.')[2].startswith(('sentences', 'wording'))],"
        " [m for m in ('jinja2', 'tomli_w', 'tomli', 'sqlite3', 'rfc8785') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    ).stdout
    assert said == "[] []\n"
