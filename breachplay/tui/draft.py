"""The draft in the editor, and how far it is on the record."""

import secrets
from dataclasses import dataclass, replace

from breachplay.record.state import State


@dataclass(frozen=True, slots=True)
class Buffer:
    """A draft as it is being typed."""

    id: str
    text: str = ""
    template: str = ""
    network: str = "x"
    saved_text: str = ""
    """The text as it was last recorded."""

    @property
    def saved(self) -> bool:
        """Whether the record has the text as it stands; an empty new draft needs no saving."""
        return self.text == self.saved_text

    def typed(self, text: str) -> "Buffer":
        """Give the buffer with this text."""
        return replace(self, text=text)

    def recorded(self, text: str) -> "Buffer":
        """Give the buffer when that text has been recorded."""
        return replace(self, saved_text=text)


def empty(template: str = "", text: str = "") -> Buffer:
    """Give a new draft that nothing is recorded of yet."""
    return Buffer(id=f"draft-{secrets.token_hex(6)}", text=text, template=template)


def from_record(state: State, draft_id: str = "") -> Buffer:
    """Give the draft of that id, or the one worked on last, or an empty one."""
    draft = state.drafts.get(draft_id or state.working)
    if draft is None:
        return empty()
    return Buffer(draft.id, draft.text, draft.template, draft.network, saved_text=draft.text)
