"""The prepared short post for an update that is due when nothing is new."""

from typing import Final

from breachplay.playbook.model import Phase, PostTemplate
from breachplay.playbook.placeholders import fill
from breachplay.playbook.profile import placeholder_values
from breachplay.record.state import State

NO_NEWS: Final = "no-news"
"""How the id of such a template ends."""

PROMISES: Final = ("next_update",)
"""Names of the fact that says when the next update comes, as playbooks call it."""


def no_news_templates(phase: Phase) -> tuple[PostTemplate, ...]:
    """Give the prepared texts of a phase that say that nothing is new."""
    return tuple(post for post in phase.post if is_no_news(post))


def is_no_news(post: PostTemplate) -> bool:
    """Whether a template is one for an update without news: its id ends in `no-news`."""
    return post.id == NO_NEWS or post.id.endswith(f"-{NO_NEWS}")


def no_news(state: State) -> PostTemplate:
    """Give the text for an update without news: the phase's, else the playbook's, else our own."""
    here = state.current_phase
    for phase in (here, *(one for one in state.playbook.phase if one.id != here.id)):
        if found := no_news_templates(phase):
            return found[0]
    return _general(state)


def promise_fact(state: State, text: str) -> str:
    """Give the name of the fact in a text that promises the next update; empty if it has none."""
    known = state.playbook.facts
    names = {gap.name for gap in fill(text, {}).gaps}
    named = [name for name in (*PROMISES, *known) if name in names and name in known]
    return next((name for name in named if name in PROMISES or _decided(state, name)), "")


def _decided(state: State, name: str) -> bool:
    definition = state.playbook.facts[name]
    return definition.kind == "time" and definition.ours


def _general(state: State) -> PostTemplate:
    """Give a text made of what the profile has; the time is left to be filled in."""
    known = placeholder_values(state.profile)
    lines = ["We are still working on this, and have nothing new that is confirmed."]
    promised = next((name for name in PROMISES if name in state.playbook.facts), "")
    lines.append(f"Next update by {{{promised}}}" if promised else "Next update by [TIME]")
    route = next((name for name in ("contact_page", "status_page") if name in known), "")
    if route:
        lines.append(f"Help: {{{route}}}" if route == "contact_page" else f"More: {{{route}}}")
    return PostTemplate(id=NO_NEWS, title="No news yet", text="\n".join(lines))
