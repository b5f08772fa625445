"""The report as one HTML page, read by a parser as a browser reads it."""

from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.plain import storable, visible
from breachplay.timeline.html import as_html

from .made import NOW, Made, small_run
from .test_markdown import HOSTILE, hostile_run

MORE = [
    "</style><style>body{display:none}",
    "</title><script>alert(1)</script>",
    "</pre></section></main>",
    '" onmouseover="alert(1)',
    "javascript:alert(document.domain)",
    "{{ report.__class__ }} {% include '/etc/passwd' %}",
    "<!-- hidden",
    "]]>",
    "&lt;script&gt;",
]


class Read(HTMLParser):
    """What a page holds: tags with their attributes, and texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def page(made: Made) -> Read:
    return Read(as_html(made.state, made.events, now=NOW))


@cache
def harmless() -> Read:
    return page(hostile_run("plain"))


@pytest.mark.parametrize("text", [*HOSTILE, *MORE])
def test_hostile_text_stays_text(text: str) -> None:
    made, plain = hostile_run(text), harmless()
    found = page(made)
    hidden = sum("Hidden characters in this text" in part for part in found.texts)
    assert sorted(found.tags) == sorted([*plain.tags, *["p", "/p"] * hidden])
    assert set(found.attributes) <= set(plain.attributes)
    assert visible(text, lines=False) in found.texts


@settings(max_examples=30, deadline=None)
@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    kept = storable(text)
    made = Made().opened().add("note_added", {"text": kept})
    tags = page(Made().opened().add("note_added", {"text": "n"})).tags
    assert sorted(page(made).tags) == sorted(tags)


def test_a_post_keeps_its_lines() -> None:
    made = Made().opened().add("note_added", {"text": "\n\nfirst\n  second"})
    assert "<pre>\n\n\nfirst\n  second</pre>" in as_html(made.state, made.events, now=NOW)


def test_nothing_is_fetched_and_nothing_leads_out() -> None:
    found = page(small_run())
    assert {
        tag for tag in found.tags if tag in {"script", "img", "link", "iframe", "base"}
    } == set()
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name not in {"src", "style", "srcset"}
        if name == "href":
            assert (value or "").startswith("#part-")
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes


def test_an_exercise_says_so_in_title_and_every_section() -> None:
    found = page(small_run("exercise"))
    sections = found.tags.count("section")
    assert found.texts.count("EXERCISE. Nothing here happened for real.") == sections + 1
    assert found.texts.count("EXERCISE: Customer data breach") == 2
