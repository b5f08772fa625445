"""In the Markdown report text from outside is only ever text, for every reader of Markdown."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from breachplay.plain import visible
from breachplay.record.events import Actor
from breachplay.record.fold import fold
from breachplay.timeline.markdown import fenced, inline, line
from breachplay.timeline.report import as_markdown

from .made import NOW, PLAYBOOK, PROFILE, Made, small_run

READERS = {
    "commonmark": MarkdownIt("commonmark").enable("table"),
    "gfm": MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False}),
}
ALIVE = {"image", "link_open", "html_inline", "html_block", "s_open", "em_open", "hr", "footnote"}

HOSTILE = [
    "![t](https://evil.example/beacon.png)",
    "[pay here](https://evil.example) ![x](https://evil.example/t.png)",
    "[x](file:///etc/passwd) [y](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><script>alert(1)</script>",
    "<https://evil.example> <a@evil.example>",
    "https://evil.com www.evil.com evil.com a@evil.com //evil.com ftp://evil.com/x",
    "`https://evil.com` ``www.evil.com`` \\`evil.com\\`",
    '(https://evil.com), "www.evil.com"; <//evil.com>: {evil.com}',
    "```\n</details>\n~~~",
    "````\n# heading\n````",
    "# heading",
    "x\n# heading\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
    "a | b | c",
    "a \\| b \\\\| c \\",
    "x\n===\ny\n---",
    "---",
    "***",
    "- item\n+ item\n* item\n1. item\n2) item",
    "> quote",
    "    code",
    "*em* __strong__ ~~gone~~ _a_",
    "[ref]: https://evil.example 'title'",
    "[ref][ref] [^1]\n\n[^1]: note",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "$x^2$ $$y$$ ^sup^ ~sub~ ==mark== {.class}",
    "\x1b[2J\x1b]52;c;QQ==\x07",
    "a\u2028b\u2029c\u0085d\u000bd",
    "https://example.com/\u202egpj.exe",
    "\ud800 lone".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "tail #",
    "tail \\",
    "#",
    "|",
    "`",
    "\\",
]


def tokens(text: str, reader: str) -> list[Token]:
    found = []
    for token in READERS[reader].parse(text):
        found += [token, *(token.children or ())]
    return found


def said(text: str, reader: str) -> str:
    """What a reader shows of a text."""
    return "".join(
        token.content for token in tokens(text, reader) if token.type in {"text", "code_inline"}
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str, reader: str) -> None:
    for drawn in (f"a {inline(text)}", line(text), f"# {inline(text)} x", f"- {line(text)}"):
        types = {token.type for token in tokens(drawn, reader)}
        assert not types & ALIVE
    assert said(line(text), reader) == visible(text, lines=False).strip()


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None)
@given(text=st.text(st.sampled_from("`\\|*_[]()<>!#~&$^{}:/.@-+=1a w\n\"'"), max_size=60))
def test_any_text_is_shown_and_does_nothing(text: str, reader: str) -> None:
    drawn = line(text)
    types = {token.type for token in tokens(drawn, reader)}
    assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "code_inline"}
    assert said(drawn, reader) == visible(text, lines=False).strip()


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None)
@given(cells=st.lists(st.text(st.sampled_from("`\\|*_[<!#~-:/.@a \n"), max_size=20), min_size=2))
def test_any_text_stays_in_its_cell(cells: list[str], reader: str) -> None:
    from breachplay.timeline.document import Report, Section, Table
    from breachplay.timeline.markdown import drawn

    table = Table(tuple(cells), (tuple(cells), tuple(reversed(cells))))
    text = drawn(Report("t", "LIVE INCIDENT", "", (Section("s", (table,)),)))
    found = READERS[reader].parse(text)
    shown = [
        "".join(child.content for child in after.children or ())
        for before, after in pairwise(found)
        if before.type in {"th_open", "td_open"}
    ]
    wanted = [visible(cell, lines=False).strip() for cell in cells]
    assert shown == [*wanted, *wanted, *reversed(wanted)]


@settings(deadline=None)
@given(st.text(st.sampled_from("`~a\n<")))
def test_a_fence_is_longer_than_any_run_in_the_text(text: str) -> None:
    found = READERS["gfm"].parse(fenced(text))
    assert [token.type for token in found] == ["fence"]
    assert found[0].content == f"{text}\n"


def hostile_run(text: str) -> Made:
    """A run in which every text from outside is `text`."""

    def swapped(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: swapped(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [swapped(item, key) for item in value]
        free = key in FREE and isinstance(value, str) and value
        return text if free else value

    run, whole = small_run(), text
    text = visible(text, lines=False)[:200]  # playbooks and profiles hold lines
    made = Made(title=whole, playbook=swapped(PLAYBOOK), profile=swapped(PROFILE))
    text = whole
    made.actor = Actor(text, text)
    made.opened()
    for event in run.events[3:]:
        body = swapped(event.body)
        if event.kind == "posted":
            body["link"] = text
        made.add(event.kind, body, happened=event.happened_at)
    return made


FREE = (
    *("title", "text", "goal", "why", "role", "label", "ask", "organisation", "name", "value"),
    *("source", "reason", "message", "subject", "second", "outcome", "sky"),
)


def skeleton(text: str, reader: str) -> list[str]:
    return [token.type for token in READERS[reader].parse(text)]


@cache
def wanted_skeleton(reader: str) -> tuple[str, ...]:
    """How a report full of harmless text is built."""
    plain = hostile_run("plain")
    return tuple(skeleton(as_markdown(plain.state, plain.events, now=NOW), reader))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_report_full_of_hostile_text_is_built_like_any_other(text: str, reader: str) -> None:
    made = hostile_run(text)
    report = as_markdown(made.state, made.events, now=NOW)
    wanted = wanted_skeleton(reader)
    hidden = "Hidden characters in this text"
    extra = report.count(hidden) * ["paragraph_open", "inline", "paragraph_close"]
    assert sorted(skeleton(report, reader)) == sorted([*wanted, *extra])
    assert not {token.type for token in tokens(report, reader)} & ALIVE
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", report)


def test_bodies_that_cannot_be_read_are_one_clear_error() -> None:
    run = small_run()
    for place, event in enumerate(run.events[1:], 1):
        odds: tuple[Any, ...] = (None, 5, [], {"a": 1})
        for odd in odds:
            events = [*run.events]
            events[place] = replace(event, body=dict.fromkeys(event.body, odd))
            try:
                as_markdown(fold(events), events, now=NOW)
            except ValueError as error:
                assert str(error).isprintable()  # noqa: PT017 (either is fine)
