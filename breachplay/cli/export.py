"""The record out of the program, and whether it is unaltered."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from breachplay.cli.sessions import look_at, path_named
from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    fail,
    open_store,
    said,
    shared_options,
    tell_error,
    tell_line,
)

if TYPE_CHECKING:
    from breachplay.record.session import Session


@click.command()
@click.argument("run", required=False, metavar="[RUN|FILE]")
@click.option(
    "--as", "form", default="md", show_default=True, help="md, html, json, toml, csv or ics."
)
@click.option("-o", "--output", metavar="FILE", help="The file to write; - for standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@shared_options
def export(run: str | None, form: str, output: str | None, force: bool, shared: Shared) -> None:
    """Write the timeline of RUN for counsel, a regulator, an insurer; as ics, its deadlines.

    RUN may be the path of a run file too. Without it: the newest open run, or the newest of all
    where none is open. Without -o: a file in this folder, named after the run. Who acts is said
    before the command here.
    """
    from breachplay.timeline import FORMATS  # noqa: PLC0415  late

    if form not in FORMATS:
        fail(f'there is no form "{form}"; there is {", ".join(FORMATS)}', MISUSED)
    with look_at(run, shared) as session:
        damage = str(session.damage) if session.damage is not None else ""
        try:
            text = FORMATS[form].write(
                session.state, session.events, now=datetime.now(UTC), damage=damage
            )
        except ValueError as error:
            fail(said(error))
        if damage:
            tell_error(f"the record is damaged at {damage}; what stands before is exported")
        if output == "-":
            click.echo(text, nl=False)
        else:
            _write(text, session, form, Path(output) if output else None, force=force)
        if damage:
            raise Ended(FOUND)


def _write(text: str, session: "Session", form: str, path: Path | None, *, force: bool) -> None:
    from breachplay.timeline import TimelineFault, export_name, write_export  # noqa: PLC0415  late

    name = export_name(session.state, form)
    try:
        written = write_export(text, path, Path.cwd(), name=name, force=force)
    except TimelineFault as fault:
        fail(str(fault))
    tell_line(f"{written}: written. Head: {session.head}")


@click.command()
@click.argument("run_or_file", metavar="RUN|FILE")
@click.option(
    "--expect", metavar="HEAD", help='The head noted earlier: "seq 214, amber-falcon 9f3c".'
)
@shared_options
def verify(run_or_file: str, expect: str | None, shared: Shared) -> None:
    """Say whether a record is unaltered: a run, its file, or an export as JSON or TOML.

    A name that is both a run and a file here is the run; ./ before it makes it the file.
    """
    from breachplay.record.chain import parse_head  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late
    from breachplay.timeline import TimelineFault, verify_path  # noqa: PLC0415  late

    try:
        head = parse_head(expect) if expect is not None else None
    except ValueError as error:
        fail(said(error), MISUSED)
    try:
        verdict = verify_path(path_named(run_or_file, open_store(shared)), head)
    except LookupError as error:
        fail(said(error))
    except (StoreFault, TimelineFault) as fault:
        fail(str(fault))
    for line in verdict.lines():
        tell_line(line)
    if not verdict.ok:
        raise Ended(FOUND)
