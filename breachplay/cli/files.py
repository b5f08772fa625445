"""The files that people write: check them, complete them in an editor, begin a new one."""

import json
from pathlib import Path

import click

from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    fail,
    said,
    shared_options,
    tell_line,
)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@shared_options
def check(files: tuple[str, ...], shared: Shared) -> None:
    """Check playbooks, packs, profiles, clocks, scenarios, scripts: every fault, with its line."""
    from breachplay.playbook.checking import check_file  # noqa: PLC0415  late

    del shared
    faulty = 0
    for name in files:
        faults = [str(fault) for fault in check_file(name)] or list(_failing_examples(name))
        faulty += bool(faults)
        for fault in faults:
            tell_line(fault)
        if not faults:
            tell_line(f"{name}: good")
    if faulty:
        raise Ended(FOUND)


def _failing_examples(name: str) -> tuple[str, ...]:
    """Run the examples of a rule pack, or of a playbook's own rules; give those that go wrong."""
    from breachplay.playbook.checking import kind_of  # noqa: PLC0415  late
    from breachplay.playbook.document import parse, read_text  # noqa: PLC0415  late
    from breachplay.playbook.read import read_pack, read_playbook  # noqa: PLC0415  late

    kind = kind_of(parse(read_text(name), name))
    if kind not in ("pack", "playbook"):
        return ()
    from breachplay.caveats import run_examples, run_own_examples  # noqa: PLC0415  late

    if kind == "pack":
        failures = run_examples(read_pack(name))
    else:
        failures = run_own_examples(read_playbook(name))
    return tuple(f"{name}: {failure}" for failure in failures)


@click.command()
@click.argument("kind", default="playbook", metavar="[KIND]")
@shared_options
def schema(kind: str, shared: Shared) -> None:
    """Print the JSON Schema of a KIND of file.

    KIND: playbook (if not given), pack, profile, clocks, scenario or script.

    For an editor: breachplay schema playbook > playbook.schema.json, beside the playbook.
    """
    from breachplay.playbook.schema import schema as schema_of  # noqa: PLC0415  late

    del shared
    try:
        document = schema_of(kind)
    except (LookupError, ValueError) as error:
        fail(said(error), MISUSED)
    click.echo(json.dumps(document, indent=2, ensure_ascii=True))


@click.command()
@click.argument("kind_and_name", nargs=-1, required=True, metavar="[KIND] NAME")
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write it; NAME.toml here if not given."
)
@shared_options
def new(kind_and_name: tuple[str, ...], output: str | None, shared: Shared) -> None:
    """Write a new playbook (or pack, scenario, script) called NAME, with comments, to fill in."""
    from breachplay.playbook.new import NotWritten, new_text, write_private  # noqa: PLC0415  late

    del shared
    if len(kind_and_name) > 2:
        fail("give a kind and a name: breachplay new playbook my-playbook", MISUSED)
    kind, name = ("playbook", *kind_and_name)[-2:]
    try:
        text = new_text(kind, name)
    except (LookupError, ValueError) as error:
        fail(said(error), MISUSED)
    path = Path(output or f"{name}.toml")
    try:
        write_private(path, text)
    except NotWritten as refusal:
        fail(str(refusal))
    tell_line(f"{path}: written. Fill it in, then run: breachplay check {path}")
