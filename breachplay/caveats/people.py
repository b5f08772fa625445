"""Checks about the people who asked something, and who wait."""

from collections.abc import Iterator

from breachplay.caveats.looking import Found, Look


def unanswered_people(look: Look) -> Iterator[Found]:
    """Questions that were logged and wait, but for those that this text answers.

    What the caveat says names nobody: it goes into the record of a post.
    """
    waiting = [name for name in look.situation.unanswered if name not in look.draft.reply_to]
    if waiting:
        count = "1 question waits" if len(waiting) == 1 else f"{len(waiting)} questions wait"
        yield Found(None, None, f"{count} for an answer.", subject=", ".join(waiting))
