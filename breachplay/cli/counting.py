"""The length of texts as the networks count them, without a run."""

import os
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import click

from breachplay.cli.reading import each_line, text_or_input
from breachplay.cli.shared import (
    FOUND,
    MISUSED,
    Ended,
    Shared,
    fail,
    load_profile,
    shared_options,
    tell_json,
    tell_line,
)
from breachplay.posts import NETWORKS, Fit, Measure, fits, measure


def network_of(name: str) -> str:
    """Give the id of the network that was named, in capitals or not."""
    network = name.lower()
    if network not in NETWORKS:
        fail(f'there is no network "{name}"; there is {", ".join(NETWORKS)}', MISUSED)
    return network


class _Counting(NamedTuple):
    """For which networks texts are counted, and against which figures."""

    networks: tuple[str, ...]
    decides: str
    """The network whose answer the exit status tells."""
    alone: bool = False
    """Whether one network was named."""
    limits: Mapping[str, int] = MappingProxyType({})
    profile: str = ""
    """The file they come from; empty where there is none."""

    def measure(self, text: str, network: str) -> Measure:
        """Measure a text against the organisation's figure, where it has one of its own."""
        return measure(text, network, limit=self.limits.get(network))

    @property
    def own(self) -> str:
        """Say what of this is the profile's; empty where nothing is."""
        if not self.profile:
            return ""
        told = [] if self.alone else ["networks"]
        ours = [NETWORKS[name].label for name in self.networks if name in self.limits]
        if ours:
            told.append(f"the limit of {', '.join(ours)}")
        if not told:
            return ""
        what = " and ".join(told)
        return f"{what[0].upper()}{what[1:]} as in your profile: {self.profile}"


def _counting(network: str | None, every: bool, shared: Shared) -> _Counting:
    """Give what is counted: the network named, the profile's, or all."""
    profile, path = _profile(shared)
    if profile is None:
        return _Counting((network,) if network else tuple(NETWORKS), network or "x", bool(network))
    limits = dict(profile.limits)
    if network:
        return _Counting((network,), network, True, limits, path)
    chosen = profile.networks or tuple(profile.handles)
    known = tuple(dict.fromkeys(name for name in chosen if name in NETWORKS))
    if every or not known:
        known = tuple(NETWORKS)
    return _Counting(known, "x" if "x" in known else known[0], False, limits, path)


def _profile(shared: Shared) -> tuple[Any, str]:
    """Give the profile and where it is; its models are loaded only where a file is there."""
    named = shared.profile or os.environ.get("BREACHPLAY_PROFILE")
    if named:
        return load_profile(shared), named
    from breachplay.playbook.place import profile_place  # noqa: PLC0415  late

    path = profile_place()
    return (load_profile(shared), path) if os.path.lexists(path) else (None, "")


@click.command()
@click.argument("text", required=False)
@click.option("--on", "network", metavar="NETWORK", help="Count for this network alone.")
@click.option("--all", "every", is_flag=True, help="Count for every network, not only your own.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--jsonl", is_flag=True, help='Read one {"text": ...} a line, answer a line each.')
@shared_options
def count(  # noqa: PLR0917  click gives them by name
    text: str | None,
    network: str | None,
    every: bool,
    as_json: bool,
    jsonl: bool,
    shared: Shared,
) -> None:
    """Count TEXT (or standard input) as every network does, or as the one named with --on.

    Where there is a profile, its networks are counted, against its own limits; --all counts for
    every network. Exit status 1 when X (without it the first of yours), or the network named,
    would not take it: empty, too long, a character it refuses. Without --on, JSON holds the count
    for that network and, under "networks", those of all.
    """
    counting = _counting(network_of(network) if network else None, every, shared)
    if jsonl:
        _count_lines(text, counting)
        return
    given = text_or_input(text)
    counted = counting.measure(given, counting.decides)
    if as_json:
        tell_json(_counted(given, counting))
    else:
        for row in _table(fits(given, counting.networks, counting.limits)):
            tell_line(row)
        if counting.own:
            tell_line(counting.own)
    if not counted.valid:
        raise Ended(FOUND)


def _count_lines(text: str | None, counting: _Counting) -> None:
    refused = False

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        nonlocal refused
        counted = _counted(row["text"], counting)
        refused = refused or not counted["valid"]
        return counted

    each_line(answer, text)
    if refused:
        raise Ended(FOUND)


def _table(counts: Sequence[Fit]) -> Iterator[str]:
    """Give a row for each network: its name, the count, what is left, whether it fits."""
    rows = [(fit.label, _length(fit.measure), _left(fit.measure)) for fit in counts]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for (label, length, left), fit in zip(rows, counts, strict=True):
        cells = f"{label:<{widths[0]}}  {length:>{widths[1]}}  {left:<{widths[2]}}"
        yield f"{cells}  {_GLYPHS[fit.verdict]} {_fit(fit.measure)}"


_GLYPHS: Final = {"fits": "✓", "over": "✗", "refused": "✗", "empty": "✗"}


def _length(counted: Measure) -> str:
    over = counted.over
    if over and over.unit == "byte":
        return f"{counted.bytes} / {over.limit} bytes"
    return str(counted.length) if counted.limit is None else f"{counted.length} / {counted.limit}"


def _left(counted: Measure) -> str:
    if counted.part_limit is not None:
        room = f", {counted.part_room} left" if counted.parts else ""
        return f"{counted.parts} segment{'' if counted.parts == 1 else 's'}{room}"
    if counted.remaining is None:
        return "no limit"
    return f"{max(counted.remaining, 0)} left"


def _fit(counted: Measure) -> str:
    if over := counted.over:
        unit = "" if over.unit == "character" else f" {over.unit}{'' if over.amount == 1 else 's'}"
        return f"{over.amount}{unit} too many"
    if counted.invalid:
        return f"not taken: character {counted.invalid[0] + 1} is one that the network refuses"
    return "fits" if counted.valid else "not taken: there is no text"


def _counted(text: str, counting: _Counting) -> dict[str, Any]:
    """Give the document for the network that decides, with the counts of all beside it."""
    document = _measured(counting.measure(text, counting.decides))
    if not counting.alone:
        document["networks"] = {
            name: _summary(counting.measure(text, name)) for name in counting.networks
        }
    if counting.profile:
        document["profile"] = counting.profile
    return document


def _summary(counted: Measure) -> dict[str, Any]:
    summary: dict[str, Any] = {
        "length": counted.length,
        "limit": counted.limit,
        "remaining": counted.remaining,
        "valid": counted.valid,
    }
    if counted.byte_limit is not None:
        summary |= {"bytes": counted.bytes, "byte_limit": counted.byte_limit}
    if counted.part_limit is not None:
        summary |= {"segments": counted.parts, "segment_length": counted.part_length}
    return summary


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
