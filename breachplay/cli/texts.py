"""Texts without a run: their length as a network counts it, and their caveats."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from breachplay.cli.shared import Ended, Shared, fail, load_profile, shared_options, tell
from breachplay.plain import visible
from breachplay.posts import NETWORKS, Measure, measure

if TYPE_CHECKING:
    from breachplay.caveats import Caveat, Situation
    from breachplay.playbook.model import Playbook

LARGEST_INPUT: Final = 64 * 1024 * 1024
"""Bytes read from standard input; what is longer is no post."""


def _text_or_input(text: str | None) -> str:
    if text is not None:
        return text
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        fail(f"the text is longer than {LARGEST_INPUT // 1024 // 1024} MiB", 2)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError as error:
        fail(f"standard input is not UTF-8 at byte {error.start + 1}", 2)
    return decoded.removesuffix("\n")


def _check_network(network: str) -> None:
    if network not in NETWORKS:
        fail(f'there is no network "{network}"; there is {", ".join(NETWORKS)}', 2)


@click.command()
@click.argument("text", required=False)
@click.option("--on", "network", default="x", show_default=True, help="The network that counts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--jsonl", is_flag=True, help='Read one {"text": ...} a line, answer a line each.')
@shared_options
def count(text: str | None, network: str, as_json: bool, jsonl: bool, shared: Shared) -> None:  # noqa: FBT001
    """Count TEXT (or standard input) as the network does."""
    del shared
    _check_network(network)
    if jsonl:
        _each_line(lambda row: _measured(measure(row["text"], network)), text)
        return
    counted = measure(_text_or_input(text), network)
    if as_json:
        click.echo(json.dumps(_measured(counted), ensure_ascii=True))
    else:
        state = "fits" if counted.valid else "does not fit"
        tell(f"{NETWORKS[network].label}: {counted.length} / {counted.limit}, {state}")
    if not counted.valid:
        raise Ended(1)


def _measured(counted: Measure) -> dict[str, Any]:
    return {
        "network": counted.network,
        "length": counted.length,
        "limit": counted.limit,
        "remaining": counted.remaining,
        "valid": counted.valid,
        "entities": [
            {"kind": part.kind, "start": part.start, "end": part.end, "text": part.text}
            for part in counted.entities
        ],
    }


def _each_line(answer: Callable[[dict[str, Any]], dict[str, Any]], text: str | None) -> None:
    """Answer each line of standard input in order; stop at the first that cannot be read."""
    if text is not None:
        fail("--jsonl reads standard input: give no TEXT with it", 2)
    for number, row in enumerate(_rows(), start=1):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            fail(f'<stdin>:{number}: not an object with a "text": write {{"text": "..."}}', 2)
        for key in ("speaker", "phase"):
            if not isinstance(row.get(key), str | None):
                fail(f'<stdin>:{number}: "{key}" must be text, or left out', 2)
        sys.stdout.write(json.dumps(answer(row), ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _rows() -> Iterator[Any]:
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield json.loads(line)
        except (ValueError, RecursionError) as error:
            said = getattr(error, "msg", "nested too deep or not UTF-8")
            fail(f"<stdin>:{number}: not JSON: {said}", 2)


@click.command()
@click.argument("text", required=False)
@click.option("--on", "network", default="x", show_default=True, help="The network that counts.")
@click.option("--playbook", help="The playbook whose own rules and facts hold too.")
@click.option("--phase", help="The phase whose rules hold.")
@click.option("--speaker", help="The role in which it would be said.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--jsonl", is_flag=True, help='Read one {"text": ...} a line, answer a line each.')
@shared_options
def lint(  # noqa: PLR0917
    text: str | None,
    network: str,
    playbook: str | None,
    phase: str | None,
    speaker: str | None,
    as_json: bool,  # noqa: FBT001
    jsonl: bool,  # noqa: FBT001
    shared: Shared,
) -> None:
    """Show the caveats of TEXT (or standard input). Exit status 1 when a stop is among them."""
    _check_network(network)
    linter = _Linter(network, _playbook(playbook), load_profile_if_any(shared))
    if phase is not None:
        linter.need_phase(phase)
    if jsonl:
        _each_line(
            lambda row: linter.lint(
                row["text"], row.get("phase") or phase, row.get("speaker") or speaker
            ),
            text,
        )
        return
    answer = linter.lint(_text_or_input(text), phase, speaker)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=True))
    else:
        _tell_caveats(answer)
    if any(caveat["severity"] == "stop" for caveat in answer["caveats"]):
        raise Ended(1)


def load_profile_if_any(shared: Shared) -> Any:
    """Give the profile, or None: without one the rules about domains are silent."""
    return load_profile(shared)


def _playbook(name: str | None) -> "Playbook | None":
    if name is None:
        return None
    from breachplay.playbook.find import find_playbook  # noqa: PLC0415  late
    from breachplay.playbook.read import Faulty, read_playbook  # noqa: PLC0415  late

    try:
        return read_playbook(find_playbook(name))
    except LookupError as error:
        fail(str(error), 2)
    except Faulty as faulty:
        for fault in faulty.faults:
            click.echo(visible(str(fault), lines=False), err=True)
        raise Ended(1) from faulty


class _Linter:
    """Lints texts one after another against the same rules."""

    def __init__(self, network: str, playbook: "Playbook | None", profile: Any) -> None:
        from breachplay.caveats import default_pack  # noqa: PLC0415  late

        self._network = network
        self._playbook = playbook
        self._profile = profile
        self._rules = default_pack().caveat + (playbook.caveat if playbook else ())
        self._situations: dict[str | None, Situation] = {}

    def need_phase(self, phase: str) -> None:
        """End the command where a playbook was named and has no such phase."""
        if self._playbook and phase not in [known.id for known in self._playbook.phase]:
            known = ", ".join(known.id for known in self._playbook.phase)
            fail(f'the playbook has no phase "{phase}"; it has {known}', 2)

    def _situation(self, phase: str | None) -> "Situation":
        from breachplay.caveats import Situation  # noqa: PLC0415  late

        if phase not in self._situations:
            own = [known for known in (self._playbook.phase if self._playbook else ())]
            of_phase = tuple(rule for known in own if known.id == phase for rule in known.caveat)
            self._situations[phase] = Situation(
                rules=self._rules + of_phase, profile=self._profile
            )
        return self._situations[phase]

    def lint(self, text: str, phase: str | None, speaker: str | None) -> dict[str, Any]:
        """Give one text's caveats as `lint --json` does."""
        from breachplay.caveats import Draft, check  # noqa: PLC0415  late
        from breachplay.playbook.placeholders import fill  # noqa: PLC0415  late
        from breachplay.playbook.profile import placeholder_values  # noqa: PLC0415  late

        known = placeholder_values(self._profile, self._network) if self._profile else {}
        filled = fill(text, known)
        draft = Draft(
            text=filled.text,
            network=self._network,
            phase=phase,
            speaker=speaker,
            stated=filled.stated,
            gaps=filled.gaps,
        )
        return {
            "text": filled.text,
            "network": self._network,
            "length": measure(filled.text, self._network).length,
            "caveats": [_caveat(found) for found in check(draft, self._situation(phase))],
        }


def _caveat(found: "Caveat") -> dict[str, Any]:
    return {
        "id": found.id,
        "severity": found.severity,
        "start": found.start,
        "end": found.end,
        "message": found.message,
        "why": found.why,
        "instead": found.instead,
        "source": found.source,
    }


def _tell_caveats(answer: dict[str, Any]) -> None:
    if not answer["caveats"]:
        tell("Nothing to worry about.")
    for caveat in answer["caveats"]:
        place = ""
        if caveat["start"] is not None:
            place = f' "{answer["text"][caveat["start"] : caveat["end"]]}"'
        tell(visible(f"{caveat['severity'].upper()} {caveat['id']}{place}", lines=False))
        tell(f"  {caveat['message']}")
        tell(f"  Instead: {caveat['instead']}")
