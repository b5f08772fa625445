"""The command line. Each command lives in a module of its own and is loaded when it is called,
so that `count` does not pay for the screens.
"""

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Final

import click

from breachplay import __version__
from breachplay.cli.shared import (
    FINE,
    FOUND,
    MISUSED,
    Ended,
    Shared,
    shared_options,
    tell_error,
    why,
)

COMMANDS: Final = {
    "launch": ("on_screen", "start a live incident"),
    "rehearse": ("rehearse", "start a tabletop exercise"),
    "resume": ("on_screen", "go on with an open run (the newest if not named)"),
    "runs": ("runs", "list runs"),
    "status": ("runs", "where a run stands: phase, open items, facts, next update"),
    "note": ("runs", "add a note to the open run from another terminal"),
    "asked": ("questions", "log what somebody asked, from another terminal"),
    "questions": ("questions", "what people asked: who waits, and for how long"),
    "approve": ("approve", "read what waits for approval in full, and answer: yes or no"),
    "export": ("export", "write the timeline of a run: md, html, csv, json, toml"),
    "review": ("rehearse", "what an exercise showed: ratings, figures, what to improve"),
    "verify": ("export", "is the record unaltered?"),
    "count": ("counting", "length of a text as the network counts it"),
    "lint": ("texts", "caveats of a text"),
    "check": ("files", "check playbooks, rule packs, profiles, clocks"),
    "schema": ("files", "JSON Schema for editors"),
    "new": ("files", "a new playbook or rule pack to fill in"),
    "init": ("profile", "write the organisation's profile"),
}

EPILOG: Final = (
    "Exit status: 0 fine; 1 something was found (a stop, a faulty file, a broken record); "
    "2 wrong usage. Nothing is ever sent anywhere."
)


class Commands(click.Group):
    """The group of all commands, loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of a person's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"breachplay.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what was meant where a name is not a command."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches  # noqa: PLC0415  only where it is needed

            near = get_close_matches(name[:40].lower(), COMMANDS, n=1)
            meant = f'; did you mean "{near[0]}"?' if near else "; see breachplay --help"
            raise click.UsageError(f'there is no command "{name[:80]}"{meant}', ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="breachplay", message="%(prog)s %(version)s")
@shared_options
@click.pass_context
def cli(ctx: click.Context, shared: Shared) -> None:
    """Lead the communicator through a breach, from the first true sentence to the timeline.

    Without a command: the home screen.
    """
    if ctx.invoked_subcommand is None:
        from breachplay.cli.on_screen import home  # noqa: PLC0415  the screens load late

        home(shared)


def main() -> None:
    """Run the command line: exit status 0 fine, 1 something was found, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets its number, never a traceback.
        with suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    status = run(sys.argv[1:])
    sys.exit(_flushed() or status)


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit status; every error is one line."""
    try:
        cli.main(arguments, prog_name="breachplay", standalone_mode=False)
    except Ended as ended:
        for line in ended.said:
            tell_error(line)
        return ended.status
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except SystemExit:  # click's: nobody reads what is written
        return FOUND
    except Exception as error:  # noqa: BLE001  the last gate: a person never sees a traceback
        return _told(error)
    except KeyboardInterrupt:
        tell_error("stopped")
        return MISUSED
    return FINE


def _told(error: Exception) -> int:
    """Say in one line what kept the command from being done, and give its exit status."""
    if isinstance(error, click.Abort):
        tell_error("stopped")
        return MISUSED
    if isinstance(error, click.ClickException):
        message = error.format_message()
        ctx = getattr(error, "ctx", None)
        if isinstance(error, click.UsageError) and ctx is not None and ctx.parent is not None:
            message = f"{message.rstrip('.')}; see {ctx.command_path} --help"
        tell_error(message)
        return MISUSED
    if isinstance(error, BrokenPipeError):
        return FOUND
    from breachplay.record.files import StoreFault  # noqa: PLC0415  late

    if isinstance(error, StoreFault):
        tell_error(str(error))
    elif isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        with suppress(OSError):
            tell_error(f"{about}{why(error)}")
    else:
        tell_error(_fault_of_ours(error))
    return FOUND


def _fault_of_ours(error: Exception) -> str:
    """Name a fault of the program by its place alone: values could be what somebody drafted."""
    place, step = "", error.__traceback__
    while step is not None:
        place = f"{os.path.basename(step.tb_frame.f_code.co_filename)}:{step.tb_lineno}"  # noqa: PTH119
        step = step.tb_next
    return (
        f"a fault of the program ({type(error).__name__} at {place}); what is on the record is "
        "safe. Please report it with this line"
    )


def _flushed() -> int:
    """Send what is still to be sent; 1 where nobody takes it, which the system has told."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        # Python would try again at its end, and print a traceback.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    return FINE
