"""The command line. Each command lives in a module of its own and is loaded when it is called,
so that `count` does not pay for the screens.
"""

import sys
from importlib import import_module
from typing import Final

import click

from breachplay import __version__
from breachplay.cli.shared import Ended, Shared, shared_options, tell_error

COMMANDS: Final = {
    "launch": ("run", "start a live incident"),
    "resume": ("run", "go on with an open run (the newest if not named)"),
    "runs": ("runs", "list runs"),
    "status": ("runs", "where a run stands: phase, open items, facts, next update"),
    "note": ("runs", "add a note to the open run from another terminal"),
    "export": ("export", "write the timeline of a run"),
    "verify": ("export", "is the record unaltered?"),
    "count": ("texts", "length of a text as the network counts it"),
    "lint": ("texts", "caveats of a text"),
    "check": ("files", "check playbooks, rule packs, profiles"),
    "schema": ("files", "JSON Schema for editors"),
    "new": ("files", "a new playbook or rule pack to fill in"),
    "init": ("profile", "write the organisation's profile"),
}


class Commands(click.Group):
    """The group of all commands, loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of a person's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"breachplay.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what was meant where a name is not a command."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches  # noqa: PLC0415  only where it is needed

            near = get_close_matches(name, COMMANDS, n=1)
            meant = f'; did you mean "{near[0]}"?' if near else "; see breachplay --help"
            raise click.UsageError(f'there is no command "{name}"{meant}', ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="breachplay", message="%(prog)s %(version)s")
@shared_options
@click.pass_context
def cli(ctx: click.Context, shared: Shared) -> None:
    """Lead the communicator through a breach, from the first true sentence to the timeline.

    Without a command: the home screen.
    """
    if ctx.invoked_subcommand is None:
        from breachplay.cli.run import home  # noqa: PLC0415  the screens load late

        home(shared)


def main() -> None:
    """Run the command line: exit status 0 fine, 1 something was found, 2 wrong usage."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit status; every error is one line."""
    try:
        cli.main(arguments, prog_name="breachplay", standalone_mode=False)
    except Ended as ended:
        for said in ended.said:
            tell_error(said)
        return ended.status
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        tell_error(error.format_message())
        return 2
    except (click.Abort, KeyboardInterrupt):
        tell_error("stopped")
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return 0
