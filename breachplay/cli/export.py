"""The record out of the program, and whether it is unaltered."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from breachplay.cli.shared import Ended, Shared, fail, open_store, shared_options, tell
from breachplay.plain import visible

if TYPE_CHECKING:
    from breachplay.record.session import Session


def _session(run: str | None, shared: Shared) -> "Session":
    from breachplay.record.events import PROGRAM  # noqa: PLC0415  late
    from breachplay.record.session import Session, SystemClock  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late

    store = open_store(shared)
    try:
        found = store.find(run) if run else _open_or_newest(store)
        return Session.open(store, found.run, PROGRAM, SystemClock(), read_only=True)
    except (LookupError, StoreFault) as fault:
        fail(_said(fault))


def _open_or_newest(store: "object") -> "object":
    """Give the newest open run, or the newest finished one: counsel exports after the end."""
    from breachplay.record.store import Store  # noqa: PLC0415  late

    assert isinstance(store, Store)  # noqa: S101  said above without loading it
    try:
        return store.find(None)
    except LookupError:
        readable = [run for run in store.runs() if not run.fault]
        if not readable:
            raise
        return readable[0]


def _said(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)


@click.command()
@click.argument("run", required=False)
@click.option("--as", "form", default="md", show_default=True, help="md, html, json, toml or csv.")
@click.option("-o", "--output", type=click.Path(), help="The file; - for standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@shared_options
def export(
    run: str | None,
    form: str,
    output: str | None,
    force: bool,  # noqa: FBT001  click gives it by name
    shared: Shared,
) -> None:
    """Write the timeline of RUN (or of the newest) for counsel, a regulator, an insurer."""
    from breachplay.timeline import FORMATS, TimelineFault, export_name, write_export  # noqa: PLC0415

    if form not in FORMATS:
        fail(f'there is no form "{form}"; there is {", ".join(FORMATS)}', 2)
    session = _session(run, shared)
    damage = str(session.damage) if session.damage is not None else ""
    try:
        text = FORMATS[form].write(
            session.state, session.events, now=datetime.now(UTC), damage=damage
        )
    except ValueError as error:
        fail(str(error))
    if damage:
        click.echo(f"breachplay: the record is damaged: {visible(damage, lines=False)}", err=True)
    if output == "-":
        sys.stdout.write(text)
    else:
        try:
            written = write_export(
                text,
                Path(output) if output else None,
                Path.cwd(),
                name=export_name(session.state, form),
                force=force,
            )
        except TimelineFault as fault:
            fail(str(fault))
        tell(f"{written}: written. Head: {session.head}")
    if damage:
        raise Ended(1)


@click.command()
@click.argument("run_or_file")
@click.option("--expect", metavar="HEAD", help='The head noted earlier: "seq 214, amber-falcon 9f3c".')
@shared_options
def verify(run_or_file: str, expect: str | None, shared: Shared) -> None:
    """Say whether a record is unaltered: a run, its file, or an export as JSON or TOML."""
    from breachplay.record.chain import parse_head  # noqa: PLC0415  late
    from breachplay.record.store import StoreFault  # noqa: PLC0415  late
    from breachplay.timeline import TimelineFault, verify_path  # noqa: PLC0415  late

    try:
        head = parse_head(expect) if expect else None
    except ValueError as error:
        fail(str(error), 2)
    path = Path(run_or_file)
    try:
        if "\0" in run_or_file or not path.is_file():
            path = open_store(shared).find(run_or_file).path
        verdict = verify_path(path, head)
    except LookupError as error:
        fail(f"{_said(error)}, and no file is called so")
    except (StoreFault, TimelineFault) as fault:
        fail(str(fault))
    for said in verdict.lines():
        tell(said)
    if not verdict.ok:
        raise Ended(1)
