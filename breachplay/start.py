"""Where the program begins: the version is told at once, all else is the command line's."""

import sys

from breachplay import __version__


def main() -> None:
    """Run the program with the arguments it was called with."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"breachplay {__version__}\n")
        return
    from breachplay.cli import main as command_line  # noqa: PLC0415  not for a version alone

    command_line()
