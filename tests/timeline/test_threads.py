"""Threads and pictures, as counsel would read them."""

import json
import re

import pytest

from breachplay.record.events import Actor, Event
from breachplay.timeline.exports import as_json
from breachplay.timeline.report import as_markdown
from breachplay.timeline.sentences import sentence, short

from .made import NOW, Made

TEXT = "We know more now. | It is bad.\n---\nAsk us: https://sample.example/s"
LINKS = ("https://social.example/@sample/1", "https://social.example/@sample/2")
SAVED = {"draft": "d1", "phase": "acknowledge", "template": "", "network": "mastodon"}
PICTURE = {"draft": "d1", "name": "chart.png", "description": "A chart | 310,000 people"}


def thread(links: tuple[str, str] = LINKS) -> Made:
    """A thread of two posts with a picture, and a draft with one that was taken away."""
    made = Made().opened()
    made.add("draft_saved", {**SAVED, "text": TEXT, "thread": True})
    made.add("image_noted", {**PICTURE, "description": ""})
    made.add("image_noted", PICTURE)
    cards = [
        {"text": "We know more now. | It is bad. 1/2", "length": 34, "limit": 1000},
        {"text": "Ask us: https://sample.example/s 2/2", "length": 35, "limit": 1000},
    ]
    made.add(
        "posted",
        {
            "draft": "d1",
            "phase": "acknowledge",
            "network": "mastodon",
            "text": TEXT,
            "length": 66,
            "limit": 1000,
            "link": links[0],
            "facts": [],
            "caveats": [],
            "cards": [{**card, "link": link} for card, link in zip(cards, links, strict=True)],
            "images": [{"name": PICTURE["name"], "description": PICTURE["description"]}],
        },
    )
    made.add("draft_saved", {**SAVED, "draft": "d2", "text": "Never sent"})
    made.add("image_noted", {**PICTURE, "draft": "d2"})
    return made.add("image_removed", {"draft": "d2", "name": "chart.png"})


def report(made: Made) -> str:
    return as_markdown(made.state, made.events, now=NOW)


def rows(text: str) -> list[str]:
    return [re.sub(r" +", " ", row) for row in text.splitlines()]


def test_the_report_names_each_post_of_a_thread() -> None:
    text = report(thread())
    told = rows(text)
    assert "### Post 1: Mastodon" in text
    assert "| Count | a thread of 2 posts, 66 characters in all |" in told
    assert "| Post of the thread | Count | Link |" in told
    first, second = (
        next(row for row in told if row.startswith(f"| {number} | ")) for number in (1, 2)
    )
    assert "34/1000" in first
    assert "35/1000" in second
    assert LINKS[0] in first
    assert LINKS[1] in second


def test_every_post_stands_there_word_for_word_and_the_dashes_do_not() -> None:
    text = report(thread())
    posts = text.partition("### Post 1")[2].partition("| Field")[0]
    assert "We know more now. | It is bad. 1/2" in posts
    assert "Ask us: https://sample.example/s 2/2" in posts
    assert "---\n" not in posts


def test_a_post_without_an_address_says_so() -> None:
    told = rows(report(thread((LINKS[0], ""))))
    assert any(row.startswith("| 2 | 35/1000 | none recorded") for row in told)


def test_the_report_names_each_picture() -> None:
    told = rows(report(thread()))
    place = told.index("| Picture | Described as |")
    assert told[place + 2] == r"| `chart.png` | A chart \| 310,000 people |"


def test_a_network_without_limit_has_a_bare_count() -> None:
    made = Made().opened()
    made.add("draft_saved", {**SAVED, "network": "status-page", "text": "One.\n---\nTwo."})
    card = {"text": "One. 1/2", "length": 8, "limit": None, "link": ""}
    made.add(
        "posted",
        {
            "draft": "d1",
            "phase": "acknowledge",
            "network": "status-page",
            "text": "One.\n---\nTwo.",
            "length": 13,
            "limit": None,
            "facts": [],
            "caveats": [],
            "cards": [card, card],
        },
    )
    told = rows(report(made))
    assert any(row.startswith("| 1 | 8 | none recorded") for row in told)
    assert "None" not in report(made)


def test_the_json_export_holds_every_card() -> None:
    made = thread()
    exported = json.loads(as_json(made.state, made.events, now=NOW))
    (posted,) = [one for one in exported["events"] if one["kind"] == "posted"]
    assert [card["link"] for card in posted["body"]["cards"]] == list(LINKS)
    assert posted["body"]["images"][0]["name"] == "chart.png"


def event(kind: str, **body: object) -> Event:
    return Event("r", 1, "c", "", None, None, Actor("A", ""), kind, body, "", "")


@pytest.mark.parametrize(
    ("kind", "body", "long", "brief"),
    [
        (
            "image_noted",
            {"name": "chart.png", "description": "A chart"},
            'Noted a picture with the draft: "chart.png", described as "A chart"',
            "picture: chart.png",
        ),
        (
            "image_noted",
            {"name": "chart.png", "description": ""},
            'Noted a picture with the draft: "chart.png", not described yet',
            "picture: chart.png",
        ),
        (
            "image_removed",
            {"name": "chart.png"},
            'Took a picture from the draft: "chart.png"',
            "picture taken away: chart.png",
        ),
    ],
)
def test_pictures_are_told_in_a_sentence(
    kind: str, body: dict[str, object], long: str, brief: str
) -> None:
    told, book = event(kind, draft="d1", **body), thread().state.playbook
    assert sentence(told, book) == long
    assert short(told, book) == brief


def test_a_thread_is_told_with_how_many_posts_it_had() -> None:
    made = thread()
    posted = next(one for one in made.events if one.kind == "posted")
    assert sentence(posted, made.state.playbook).startswith(
        f"Posted to Mastodon (a thread of 2 posts, {LINKS[0]}): "
    )


def test_a_picture_whose_name_hides_something() -> None:
    odd = event("image_noted", draft="d1", name="a\u202eb\n.png", description="c\x1b[2J")
    assert sentence(odd, thread().state.playbook) == (
        'Noted a picture with the draft: "a<U+202E>b .png", described as "c<U+001B>[2J"'
    )
