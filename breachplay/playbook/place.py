"""Where the organisation's profile is looked for, told without loading anything for it.

`breachplay count` asks at every start, and paths as objects cost it milliseconds.
"""

import os
import sys

__all__ = ["PROFILE_VARIABLE", "profile_place"]

PROFILE_VARIABLE = "BREACHPLAY_PROFILE"
"""The environment variable that names another profile."""


def profile_place() -> str:
    """Give where the organisation's profile is looked for, whether it is there or not.

    Raises:
        RuntimeError: where the person has no home folder.
    """
    named = os.environ.get(PROFILE_VARIABLE)
    if named:
        return named
    if sys.platform.startswith("linux"):  # as platformdirs does, without the time to load it
        folder = os.environ.get("XDG_CONFIG_HOME", "")
        if not folder.strip():
            folder = os.path.expanduser("~/.config")  # noqa: PTH111
            if folder.startswith("~"):
                raise RuntimeError("Could not determine home directory.")
        return os.path.join(folder, "breachplay", "profile.toml")  # noqa: PTH118
    from platformdirs import user_config_dir  # noqa: PLC0415 - only where nothing is named

    return os.path.join(user_config_dir("breachplay"), "profile.toml")  # noqa: PTH118
