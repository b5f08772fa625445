"""What no type can say of a script: that each step does one thing, in order, of what there is."""

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from breachplay.playbook.faults import Path, Problem, quoted
from breachplay.playbook.meaning import Table, tables
from breachplay.playbook.meaning_scenario import Known, named
from breachplay.playbook.scenario import OFFSET_PATTERN, offset_seconds
from breachplay.playbook.script import ACTIONS


def script_problems(document: Table, path: str) -> Iterator[Problem]:
    """Give what is wrong with the meaning of a script; its scenario is sought beside `path`."""
    known, missing = _known(document, path)
    if missing:
        yield Problem(("scenario",), '"scenario"', f"cannot be used: {missing}")
    last = -1
    for place, step in tables(document, "step"):
        now = _offset(step)
        if now is not None:
            if now < last:
                predicate = f"goes back to {quoted(step['at'])}"
                yield Problem((*place, "at"), '"at"', predicate, "put the steps in their order")
            last = max(last, now)
        yield from _one_thing(place, step)
        if known is not None:
            yield from _names(place, step, known)
    yield from _end(document, last)
    if known is not None and isinstance(said := document.get("hot_wash"), dict):
        for question in said:
            yield from named(("hot_wash", question), "an answer", "question", question, known)


def _end(document: Table, last: int) -> Iterator[Problem]:
    """Point at an end that comes before the last step."""
    end = document.get("end")
    if isinstance(end, str) and re.search(OFFSET_PATTERN, end) and offset_seconds(end) < last:
        predicate = f"is {quoted(end)}, before the last step"
        yield Problem(("end",), '"end"', predicate, "put it later, or take it out")


def _one_thing(place: Path, step: Table) -> Iterator[Problem]:
    does = [action for action in ACTIONS if action in step]
    if not does:
        advice = f"add one of {', '.join(ACTIONS)}"
        yield Problem(place, "nothing is done", advice=advice, inside=True)
    for action in does[1:]:
        predicate = f"stands beside {quoted(does[0])}"
        yield Problem((*place, action), quoted(action), predicate, "make two steps of it")
    for key in ("post", "reply"):
        post = step.get(key)
        if isinstance(post, dict) and bool(post.get("text")) == bool(post.get("template")):
            advice = "give the text, or the template as phase/post"
            yield Problem((*place, key), quoted(key), "needs one of text and template", advice)
    if "ago" in step and "milestone" not in step:
        yield Problem((*place, "ago"), '"ago"', 'says nothing without "milestone"', "take it out")
    if "reply" in step and "answers" not in step:
        advice = 'add answers = "..." with the inject'
        yield Problem((*place, "reply"), '"reply"', "answers nobody", advice)


def _offset(table: Table) -> int | None:
    """Give the seconds from the start at which a step or an inject comes; None: not known."""
    at = table.get("at")
    fits = isinstance(at, str) and re.search(OFFSET_PATTERN, at)
    return offset_seconds(str(at)) if fits else None


def _too_early(place: Path, step: Table, known: Known) -> Iterator[Problem]:
    """Point at an answer to what has not reached the players yet."""
    name = step.get("answers")
    inject = known.inject.get(name) if isinstance(name, str) else None
    comes, now = _offset(inject) if inject else None, _offset(step)
    if inject and comes is not None and now is not None and now < comes:
        predicate = f"is before {quoted(str(name))} comes, which is at {quoted(inject['at'])}"
        yield Problem((*place, "at"), '"at"', predicate, "answer it later")


def _names(place: Path, step: Table, known: Known) -> Iterator[Problem]:
    yield from _too_early(place, step, known)
    items = step.get("check")
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, str):
            yield from named((*place, "check", index), '"check"', "item", item, known)
    for keys, kind in _NAMED:
        value: object = step
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str) and value:
            yield from named((*place, *keys), quoted(keys[-1]), kind, value, known)


_NAMED = (
    (("answers",), "inject"),
    (("phase",), "phase"),
    (("milestone",), "milestone"),
    (("clock", "id"), "clock"),
    (("waive", "id"), "clock"),
    (("skip", "item"), "item"),
    (("fact", "name"), "fact"),
    (("post", "template"), "template"),
    (("post", "corrects"), "fact"),
    (("reply", "template"), "template"),
    (("reply", "corrects"), "fact"),
)
"""Keys of a step, each with what it names."""


def _known(document: Table, path: str) -> tuple[Known | None, str]:
    from breachplay.playbook.document import parse, read_text  # noqa: PLC0415 - it reads this
    from breachplay.playbook.faults import Faulty  # noqa: PLC0415
    from breachplay.playbook.find import find_scenario_beside  # noqa: PLC0415

    name = document.get("scenario")
    if not isinstance(name, str) or not name:
        return None, ""
    try:
        file = find_scenario_beside(name, FilePath(path))
        return Known(parse(read_text(file), str(file)), str(file)), ""
    except LookupError as error:
        return None, str(error.args[0] if error.args else error)
    except Faulty:
        return None, "it has faults of its own: check it first"
