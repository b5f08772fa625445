"""What a review looks for, in the words of the scenario and its playbook rather than in ids."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from breachplay.exercise.played import Played
from breachplay.playbook.scenario import Evidence
from breachplay.playbook.words import seconds
from breachplay.record.clocks import standing
from breachplay.record.standing import span
from breachplay.timeline.wording import fact_label, item_text, milestone_label, phase_title


def looked_for(played: Played, evidence: Evidence) -> str:
    """Say in a sentence what a piece of evidence is: `An update comes by when it was promised`."""
    told = _SENTENCES[evidence.kind](played, evidence.of)
    if evidence.within is None:
        return told
    return f"{told}, within {span(timedelta(seconds=seconds(evidence.within)))}"


def _answered(played: Played, of: str) -> str:
    inject = played.exercise.scenario.inject_named(of)
    who = inject.sender if inject else "somebody"
    return f'{who} is answered as the inject "{of}" asks'


def _posted(played: Played, of: str) -> str:
    return f'A post goes out in "{phase_title(played.state.playbook, of)}"' if of else _POST


def _item(played: Played, of: str) -> str:
    phase, _, item = of.partition("/")
    return f'The item "{item_text(played.state.playbook, phase, item)}" is checked'


def _fact(played: Played, of: str) -> str:
    return f'"{fact_label(played.state.playbook, of)}" is set as it is true, once it can be known'


def _held(played: Played, of: str) -> str:
    return f'No post states "{fact_label(played.state.playbook, of)}" before it is confirmed'


def _never(played: Played, of: str) -> str:
    packs = (rule for pack in played.state.packs for rule in pack.caveat)
    phases = (rule for phase in played.state.playbook.phase for rule in phase.caveat)
    message = next((rule.message for rule in (*packs, *phases) if rule.id == of), "")
    return f"No post goes out against the caveat {of}" + (f': "{message}"' if message else "")


def _corrected(played: Played, of: str) -> str:
    return f'A post corrects what was said of "{fact_label(played.state.playbook, of)}"'


def _milestone(_: Played, of: str) -> str:
    return f'The milestone "{milestone_label(of)}" is set'


def _clock(played: Played, of: str) -> str:
    clocks = standing(played.state, played.now)
    title = next((one.title for one in clocks if one.id == of), of)
    return f'The clock "{title}" is met before its deadline'


_POST = "A post goes out"

_SENTENCES: Final[dict[str, Callable[[Played, str], str]]] = {
    "answered": _answered,
    "acknowledged": lambda _, __: "A post for everybody acknowledges it",
    "posted": _posted,
    "item": _item,
    "fact": _fact,
    "held": _held,
    "never": _never,
    "corrected": _corrected,
    "milestone": _milestone,
    "clock": _clock,
    "promise": lambda _, __: "Every promised update comes in time",
    "approved": lambda _, __: "Every post is approved before it goes out",
}
