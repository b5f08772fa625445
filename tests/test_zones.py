"""Time zones by name, wherever they lie."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from breachplay.zones import time_zone

SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def test_a_zone_knows_its_summer() -> None:
    zone = time_zone("Europe/Berlin")
    assert zone is not None
    assert f"{SUMMER.astimezone(zone):%H:%M %Z}" == "14:00 CEST"


@pytest.mark.parametrize(
    "name", ["Europe/Atlantis", "", "../../etc/passwd", "/etc/localtime", "a\0b"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert time_zone(name) is None


def _alone(code: str, **more: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONTZPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code], env={**environment, **more}, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def test_neither_the_interpreter_s_build_is_read_nor_the_environment_changed() -> None:
    code = (
        "import os, sys; from breachplay.zones import time_zone; zone = time_zone('Europe/Berlin');"
        "print(zone, any('_sysconfigdata' in name for name in sys.modules), end=' ');"
        "print('PYTHONTZPATH' in os.environ)"
    )
    assert _alone(code) == "Europe/Berlin False False"


def test_where_the_usual_folders_lack_it_the_interpreter_is_asked() -> None:
    code = (
        "import breachplay.zones as z; z._USUAL = ('/nowhere',); "
        "print(z.time_zone('Europe/Berlin'))"
    )
    assert _alone(code) == "Europe/Berlin"


def test_the_environment_says_where_zones_lie() -> None:
    code = "from breachplay.zones import time_zone; import zoneinfo; print(zoneinfo.TZPATH)"
    assert "/some/where" in _alone(code, PYTHONTZPATH="/some/where")
