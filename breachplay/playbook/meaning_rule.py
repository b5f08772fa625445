"""What no type can say of caveats, in rule packs and in playbooks."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from breachplay.playbook.faults import Path, Problem, quoted
from breachplay.playbook.meaning import Placed, Table, repeated, tables
from breachplay.playbook.meaning_adjust import adjust_problems
from breachplay.playbook.rule import CHECKS

LOOKS_AT: Final = ("any", "pattern", "check", "missing")
"""The four ways in which a rule finds something; it has exactly one."""


def rule_problems(document: Table, *, patterns: bool) -> Iterator[Problem]:
    """Give what is wrong with the meaning of every caveat of a playbook or rule pack.

    With `patterns`, each pattern is compiled, which takes a while: for `breachplay check`, not
    for a launch.
    """
    phases = list(tables(document, "phase"))
    rules: list[Placed] = list(tables(document, "caveat"))
    for path, phase in phases:
        rules += tables(phase, "caveat", path)
    yield from repeated("id", rules)
    known = _phases_known(phase for _, phase in phases) if "phase" in document else None
    yield from adjust_problems(document, [str(rule.get("id")) for _, rule in rules])
    for path, rule in rules:
        yield from _way_problems(path, rule)
        yield from _check_problems(path, rule)
        yield from _omission_problems(path, rule)
        if known is not None:
            yield from _phase_problems(path, rule, known)
        if patterns:
            yield from _pattern_problems(path, rule)
            yield from _phrase_problems(path, rule)


def _phases_known(phases: Iterable[Table]) -> set[str]:
    """Give the names by which the rules of a playbook may call its phases."""
    known = set()
    for phase in phases:
        known.add(str(phase.get("id")))
        stands_for = phase.get("stands_for")
        known.update(map(str, stands_for if isinstance(stands_for, list) else ()))
    return known


def _way_problems(path: Path, rule: Table) -> Iterator[Problem]:
    ways = [key for key in LOOKS_AT if rule.get(key)]
    if not ways:
        advice = "add one of any, pattern, check or missing"
        yield Problem(path, "nothing to look for", advice=advice, inside=True)
    for way in ways[1:]:
        advice = "keep one of them, or make two caveats"
        yield Problem((*path, way), quoted(way), f"stands beside {quoted(ways[0])}", advice)


def _omission_problems(path: Path, rule: Table) -> Iterator[Problem]:
    for key in ("fill", "once"):
        if rule.get(key) and not rule.get("missing"):
            advice = "say with `missing` what has to be there, or take it out"
            yield Problem((*path, key), quoted(key), 'stands without "missing"', advice)


def _check_problems(path: Path, rule: Table) -> Iterator[Problem]:
    check = rule.get("check")
    if isinstance(check, str) and check and check not in CHECKS:
        advice = _meant(check, CHECKS) or f"there are: {', '.join(CHECKS)}"
        yield Problem((*path, "check"), '"check"', f"cannot be {quoted(check)}", advice)


def _phase_problems(path: Path, rule: Table, known: Collection[str]) -> Iterator[Problem]:
    phases = rule.get("phases")
    for index, phase in enumerate(phases if isinstance(phases, list) else ()):
        if isinstance(phase, str) and phase not in known:
            advice = _meant(phase, known) or f"there are: {', '.join(sorted(known))}"
            predicate = f"names no phase: {quoted(phase)}"
            yield Problem((*path, "phases", index), '"phases"', predicate, advice)


def _pattern_problems(path: Path, rule: Table) -> Iterator[Problem]:
    pattern = rule.get("pattern")
    if not isinstance(pattern, str) or not pattern:
        return
    reason = refused_pattern(pattern)
    if reason:
        yield Problem((*path, "pattern"), '"pattern"', f"is not understood: {reason}", _RE2)


def _phrase_problems(path: Path, rule: Table) -> Iterator[Problem]:
    from breachplay.playbook.phrase import QUESTION, PhraseError, translate  # noqa: PLC0415

    for key in ("any", "missing", "unless"):
        phrases = rule.get(key)
        for index, phrase in enumerate(phrases if isinstance(phrases, list) else ()):
            if not isinstance(phrase, str) or (key == "unless" and phrase == QUESTION):
                continue
            try:
                translate(phrase)
            except PhraseError as fault:
                predicate = f"is not understood: {fault}"
                yield Problem((*path, key, index), f"entry {index + 1} of {quoted(key)}", predicate)


_RE2: Final = "patterns are RE2: no look-around, no back references"


def refused_pattern(pattern: str) -> str:
    """Give why the pattern engine refuses a pattern; an empty text when it takes it."""
    import re2  # noqa: PLC0415 - 20 ms, for checking only

    options: Any = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except (re2.error, UnicodeError) as error:
        reason = error.args[0] if error.args else "refused"
        return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
    return ""


def _meant(word: str, choices: Collection[str]) -> str:
    from breachplay.playbook.suggest import did_you_mean  # noqa: PLC0415 - only for faulty files

    return did_you_mean(word, choices)
