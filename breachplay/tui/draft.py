"""The draft in the editor, and how far it is on the record."""

import os
from dataclasses import dataclass, replace

from breachplay.record.state import State

Kept = tuple[str, str, bool]
"""What of a draft is recorded: its text, its network, whether it is a thread."""


@dataclass(frozen=True, slots=True)
class Buffer:
    """A draft as it is being typed."""

    id: str
    text: str = ""
    template: str = ""
    network: str = "x"
    thread: bool = False
    reply_to: tuple[str, ...] = ()
    """The questions it answers; as the draft began, so it stays."""
    corrects: int = 0
    """The seq of the post it corrects; as the draft began, so it stays."""
    inject: str = ""
    """The inject it answers, in an exercise; as the draft began, so it stays."""
    kept: Kept | None = None
    """What was recorded last; None before anything was."""

    @property
    def content(self) -> Kept:
        """What there is to record."""
        return self.text, self.network, self.thread

    @property
    def saved(self) -> bool:
        """Whether the record has the draft as it stands; an empty new one needs no saving."""
        return self.content == self.kept if self.kept else not self.text

    def typed(self, text: str) -> "Buffer":
        """Give the buffer with this text."""
        return replace(self, text=text)

    def on(self, network: str) -> "Buffer":
        """Give the buffer for another network."""
        return replace(self, network=network)

    def as_thread(self, thread: bool) -> "Buffer":
        """Give the buffer as a thread, or as one post."""
        return replace(self, thread=thread)

    def answering(self, inject: str) -> "Buffer":
        """Give the buffer as the answer to an inject."""
        return replace(self, inject=inject)

    def recorded(self, content: Kept) -> "Buffer":
        """Give the buffer when that content has been recorded."""
        return replace(self, kept=content)


def empty(
    template: str = "", text: str = "", network: str = "x", reply_to: tuple[str, ...] = ()
) -> Buffer:
    """Give a new draft that nothing is recorded of yet."""
    return Buffer(
        f"draft-{os.urandom(6).hex()}",
        text=text,
        template=template,
        network=network,
        reply_to=reply_to,
    )


def from_record(state: State, draft_id: str = "", network: str = "x") -> Buffer:
    """Give the draft of that id, or the one worked on last, or an empty one for a network."""
    draft = state.drafts.get(draft_id or state.working)
    if draft is None:
        return empty(network=network)
    buffer = Buffer(
        draft.id,
        draft.text,
        draft.template,
        draft.network,
        draft.thread,
        draft.reply_to,
        draft.corrects,
        draft.inject,
    )
    return buffer.recorded(buffer.content)
