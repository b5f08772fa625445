"""Caveats of texts without a run."""

from typing import TYPE_CHECKING, Any, Final

import click

from breachplay.cli.counting import network_of
from breachplay.cli.reading import each_line, text_or_input
from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    fail,
    load_profile,
    said,
    shared_options,
    tell_json,
    tell_line,
)
from breachplay.posts import NETWORKS, measure

if TYPE_CHECKING:
    from breachplay.caveats import Caveat, Situation
    from breachplay.playbook.model import Phase, Playbook
    from breachplay.playbook.profile import Profile
    from breachplay.record.adjusting import Adjusted

_WIDEST: Final = 100
"""Columns at which caveats are broken into lines."""


@click.command()
@click.argument("text", required=False)
@click.option("--on", "network", default="x", show_default=True, help="The network that counts.")
@click.option(
    "--playbook",
    metavar="PLAYBOOK",
    help="The playbook whose own rules hold too: a shipped one's name, or a file.",
)
@click.option("--phase", metavar="ID", help="The phase whose rules hold.")
@click.option("--speaker", metavar="ROLE", help="The role in which it would be said.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--jsonl", is_flag=True, help='Read one {"text": ...} a line, answer a line each.')
@shared_options
def lint(  # noqa: PLR0917  click gives them by name
    text: str | None,
    network: str,
    playbook: str | None,
    phase: str | None,
    speaker: str | None,
    as_json: bool,
    jsonl: bool,
    shared: Shared,
) -> None:
    """Show the caveats of TEXT (or standard input).

    Exit status 1 when a stop is among them, 2 when there is no text. With --jsonl a line may
    hold "speaker" and "phase" beside "text"; they go before the options.
    """
    linter = _Linter(network_of(network), _playbook(playbook), load_profile(shared))
    if unknown := linter.unknown_phase(phase):
        fail(unknown, MISUSED)
    if jsonl:
        each_line(lambda row: linter.lint_row(row, phase, speaker), text)
    else:
        try:
            answer = linter.lint(text_or_input(text), phase, speaker)
        except ValueError as error:
            fail(said(error), MISUSED)
        if as_json:
            tell_json(answer)
        else:
            _tell_caveats(answer)
            for change in linter.changes:
                tell_line(f"{change.said}: {change.reason}")
            if not linter.profile:
                tell_line("No profile: links are held against no domains; see breachplay init.")
    if linter.stopped:
        raise Ended(FOUND)


def _playbook(name: str | None) -> "Playbook | None":
    if name is None:
        return None
    from breachplay.playbook.find import find_playbook  # noqa: PLC0415  late
    from breachplay.playbook.read import Faulty, read_playbook  # noqa: PLC0415  late

    try:
        return read_playbook(find_playbook(name))
    except LookupError as error:
        fail(said(error), MISUSED)
    except Faulty as faulty:
        raise Ended(FOUND, *map(str, faulty.faults)) from faulty


class _Linter:
    """Lints texts one after another against the same rules."""

    def __init__(
        self, network: str, playbook: "Playbook | None", profile: "Profile | None"
    ) -> None:
        from breachplay.caveats import default_packs  # noqa: PLC0415  late
        from breachplay.record.adjusting import adjusted  # noqa: PLC0415  late

        self.profile = profile
        self.stopped = False
        """Whether a text had a stop."""
        self._network = network
        self._playbook = playbook
        packs = default_packs()
        rules = [rule for pack in packs for rule in pack.caveat]
        self._rules = (*rules, *(playbook.caveat if playbook else ()))
        self.changes = adjusted(packs, playbook, profile)
        """The rules that the playbook or the profile changes."""
        self._situations: dict[str | None, Situation] = {}

    def unknown_phase(self, phase: str | None) -> str:
        """Say why a phase is none that rules can hold in; else an empty text."""
        if phase is None:
            return ""
        if self._playbook is None:
            return "a phase is one of a playbook: name that with --playbook"
        known = [one.id for one in self._playbook.phase]
        if phase in known:
            return ""
        return f'the playbook has no phase "{phase}"; it has {", ".join(known)}'

    def _situation(self, phase: str | None) -> "Situation":
        from breachplay.caveats import Situation  # noqa: PLC0415  late
        from breachplay.record.adjusting import holding, severities  # noqa: PLC0415  late

        of_phase = self._phase(phase)
        known = of_phase.id if of_phase else None
        if known not in self._situations:
            own = of_phase.caveat if of_phase else ()
            self._situations[known] = Situation(
                rules=holding(self._rules + own, self.changes),
                profile=self.profile,
                severities=severities(self.changes),
            )
        return self._situations[known]

    def _phase(self, phase: str | None) -> "Phase | None":
        phases = self._playbook.phase if self._playbook else ()
        return next((one for one in phases if one.id == phase), None)

    def lint_row(
        self, row: dict[str, Any], phase: str | None, speaker: str | None
    ) -> dict[str, Any]:
        """Lint one line of JSON; what it says of itself goes before the options.

        Raises:
            ValueError: when there is no text, or it names a phase that no playbook here has.
        """
        if unknown := self.unknown_phase(row.get("phase")):
            raise ValueError(unknown)
        return self.lint(row["text"], row.get("phase") or phase, row.get("speaker") or speaker)

    def lint(self, text: str, phase: str | None, speaker: str | None) -> dict[str, Any]:
        """Give one text's caveats as `lint --json` does.

        Raises:
            ValueError: when there is no text.
        """
        if not text.strip():
            raise ValueError("there is no text")
        from breachplay.caveats import Draft, check  # noqa: PLC0415  late
        from breachplay.playbook.placeholders import fill  # noqa: PLC0415  late
        from breachplay.playbook.profile import placeholder_values  # noqa: PLC0415  late

        filled = fill(
            text,
            placeholder_values(self.profile, NETWORKS[self._network].handle_of)
            if self.profile
            else {},
        )
        limits = self.profile.limits if self.profile else {}
        limit = next((own for name, own in limits.items() if name == self._network), None)
        draft = Draft(
            text=filled.text,
            network=self._network,
            phase=phase,
            speaker=speaker,
            stated=filled.stated,
            gaps=filled.gaps,
            limit=limit,
            stands_for=of_phase.stands_for if (of_phase := self._phase(phase)) else (),
        )
        caveats = [_caveat(found) for found in check(draft, self._situation(phase))]
        self.stopped = self.stopped or any(found["severity"] == "stop" for found in caveats)
        answer = {
            "text": filled.text,
            "network": self._network,
            "length": measure(filled.text, self._network, limit=limit).length,
            "caveats": caveats,
        }
        if self.changes:
            answer["adjusted"] = [_changed(change) for change in self.changes]
        return answer


def _changed(change: "Adjusted") -> dict[str, str]:
    return {
        "id": change.id,
        "before": change.before,
        "now": change.now,
        "by": change.by,
        "reason": change.reason,
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
    """Tell people: the worst first, each with its place, why, and what to write instead."""
    severities = [caveat["severity"] for caveat in answer["caveats"]]
    for caveat in answer["caveats"]:
        place = ""
        if caveat["start"] is not None:
            span = answer["text"][caveat["start"] : caveat["end"]]
            place = f'  "{span if len(span) <= 80 else span[:79] + "…"}"'
        tell_line(f"{caveat['severity'].upper():<4}  {caveat['id']}{place}")
        _tell_wrapped("", caveat["message"])
        for label, key in (("Why: ", "why"), ("Instead: ", "instead"), ("Source: ", "source")):
            if caveat[key]:
                _tell_wrapped(label, caveat[key])
    network = NETWORKS[answer["network"]]
    limit = f" / {network.limit}" if network.limit is not None else ""
    counts = [
        f"{severities.count(kind)} {kind if severities.count(kind) == 1 else kind + 's'}"
        for kind in ("stop", "warn", "note")
        if kind in severities
    ]
    found = ", ".join(counts) or "Nothing to worry about"
    tell_line(f"{found}. {network.label}: {answer['length']}{limit}.")


def _tell_wrapped(label: str, text: str) -> None:
    from shutil import get_terminal_size  # noqa: PLC0415  late
    from textwrap import wrap  # noqa: PLC0415  late

    width = max(min(get_terminal_size().columns, _WIDEST), 40)
    pad = " " * 6
    for row in wrap(
        f"{label}{text}",
        width,
        initial_indent=pad,
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    ):
        tell_line(row)
