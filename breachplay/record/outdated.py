"""Posts that stated what no longer holds: derived from the record, never stored.

A post is held against the facts as they are now. "120k" that became "120,000" is no change; a
value that became another, was retracted, or is unknown again, is one.
"""

from typing import TYPE_CHECKING

from msgspec import Struct

from breachplay.record.kept import kept_for_the_last
from breachplay.record.state import Fact, FactStatus, Post, State, StatedFact

if TYPE_CHECKING:
    from breachplay.playbook.model import FactDefinition


class Outdated(Struct, frozen=True):
    """What a post stated, and what holds now."""

    number: int
    """Which post of the run it is: 1, 2, 3 ..."""
    post: Post
    name: str
    """The fact, by its name."""
    label: str
    kind: str
    said: str
    """The words of the post; in an old record, the value."""
    value: str
    """The value that the fact had then."""
    status: FactStatus
    """The status that it had then."""
    now: Fact
    corrected_by: int = 0
    """The seq of the post that corrects it; 0 while none does."""


def outdated(state: State) -> tuple[Outdated, ...]:
    """Give every fact of every post that no longer holds and that no later post corrects."""
    return tuple(one for one in left_behind(state) if not one.corrected_by)


@kept_for_the_last
def left_behind(state: State) -> tuple[Outdated, ...]:
    """Give every value that a post stated and a fact has left behind, corrected or not."""
    found = []
    for number, post in enumerate(state.posts, start=1):
        for stated in post.facts:
            definition = state.fact_definition(stated.name)
            now = state.fact(stated.name)
            if definition is None or now is None or not has_changed(definition, stated, now):
                continue
            found.append(
                Outdated(
                    number=number,
                    post=post,
                    name=stated.name,
                    label=definition.label,
                    kind=definition.kind,
                    said=stated.said or stated.value,
                    value=stated.value,
                    status=stated.status,
                    now=now,
                    corrected_by=_corrected_by(state, post, stated.name, now),
                )
            )
    return tuple(found)


def has_changed(definition: "FactDefinition", stated: StatedFact, now: Fact) -> bool:
    """Whether what a post stated no longer holds.

    What changes as a matter of course makes no post wrong: a promised time, what was being
    checked when it was written.
    """
    promised = stated.name == "next_update" or (definition.ours and definition.kind == "time")
    if definition.passing or promised:
        return False
    if now.status in {"retracted", "unknown"}:
        return stated.status != now.status
    if now.value.strip() == stated.value.strip():
        return False
    from breachplay.caveats.stating import same_value  # noqa: PLC0415  with the first change

    return not same_value(definition.kind, stated.value, now.value)


def _corrected_by(state: State, post: Post, name: str, now: Fact) -> int:
    """Give the seq of the first post that corrects this one as to that fact; 0 where none does.

    One that was posted after the fact changed settles it; one from before does too where it
    stated the fact, for then it is that post which the fact has left behind.
    """
    for later in state.posts:
        if later.corrects == post.seq and (
            later.seq > now.seq or any(stated.name == name for stated in later.facts)
        ):
            return later.seq
    return 0
