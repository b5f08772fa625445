"""What a person reads of a fact before they change it: all it ever was, and who said it."""

from textual.content import Content

from breachplay.record.outdated import left_behind
from breachplay.record.reckoning import local
from breachplay.record.state import Fact, State
from breachplay.record.when import parse_stamp
from breachplay.timeline.outdating import outdated_words
from breachplay.tui.paint import line, plain


def history(state: State, name: str) -> list[Content]:
    """Give every value of a fact, the newest first, and the posts that stated another one."""
    zone = state.profile.timezone
    held = state.facts.get(name, ())
    rows = [_row(fact, zone, newest=number == 0) for number, fact in enumerate(reversed(held))]
    for one in left_behind(state):
        if one.name == name:
            told = outdated_words(one, f"{local(parse_stamp(one.post.at), zone):%d %b %H:%M}")
            mark = ("✓ corrected: ", "$quiet") if one.corrected_by else ("▲ ", "bold $text-warning")
            rows.append(line(mark, told))
    return [Content(""), *rows] if rows else []


def _row(fact: Fact, zone: str, *, newest: bool) -> Content:
    at = f"{local(parse_stamp(fact.at), zone):%d %b %H:%M}"
    what = f"{fact.value} ({fact.status})" if fact.value else fact.status
    source = f", {fact.source}" if fact.source else ""
    head = "Now   " if newest else "Before"
    return plain(f"{head} {at}  {what}{source}; by {fact.actor}", "" if newest else "$quiet")
