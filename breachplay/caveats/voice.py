"""Who speaks, and what goes with the text: the mark of an exercise, what a picture shows."""

import re
from collections.abc import Iterator
from typing import Final

from breachplay.caveats.looking import Found, Look

_MARK: Final = re.compile(
    r"\A\W*EXERCISE(?:\W+EXERCISE)*(?:\W*[\]):|–—-]|\W*\n|[.!]|\W*\Z)|\bEXERCISE EXERCISE\b|"
    r"\[EXERCISE\b[^\]]*\]|\bEXERCISE ONLY\b|"
    r"(?i:\b(?:this|it) is (?:only |just |part of )?"
    r"(?:an exercise|a drill|a simulation|a (?:tabletop|training) exercise)\b)|"
    r"(?i:\[(?:exercise|drill|simulation)\])|\A\W*(?:DRILL|SIMULATION)\W"
)
_EXECUTIVE: Final = re.compile(
    r"\bchief\b(?! of staff)[\w ,&-]{0,40}\bofficer\b|\bchief (?:executive|exec)\b|"
    r"\bc(?:e|f|o|t|i|m|is|s|p|r|l|d|h|c|x)o\b|\b(?:vice[- ])?president\b|\b[es]?vp\b|"
    r"\b(?:co-?)?founder\b|\bchair(?:man|woman|person)?\b|\bboard\b|"
    r"\b(?:managing|executive|general) director\b|\bdirector[- ]general\b|\bgeneral manager\b|"
    r"\b(?:managing partner|owner|proprietor|executive)\b|"
    r"\bgeschäftsführer(?:in)?\b|\bvorstand(?:s\w*)?\b|\bpdg\b|\bdirect(?:eur|rice) générale?\b|"
    r"\bconsejer[oa] delegad[oa]\b|\bamministrat(?:ore|rice) delegat[oa]\b",
    re.IGNORECASE,
)
_NEAR_ONE: Final = re.compile(
    r"\bassistant\b|\boffice of\b|\bto the\b|\bfor the\b|"
    r"\b(?:account|sales|marketing|pr|media|communications|support|service|customer|press) "
    r"executive\b|\b(?:product|process|risk|system|data|page) owner\b|"
    r"\bspokes\w+\b|\bboard (?:secretary|liaison)\b",
    re.IGNORECASE,
)


def exercise_mark(look: Look) -> Iterator[Found]:
    """An exercise that could be taken for real, or the mark of one on a real post.

    In a run the program puts the mark on whatever leaves it (`Draft.marked`).
    """
    found = _MARK.search(look.draft.text)
    if look.situation.mode == "exercise":
        if found is None and not look.draft.marked:
            message = "Nothing in this text says that it is an exercise."
            instead = 'Begin it with "EXERCISE EXERCISE EXERCISE".'
            yield Found(None, None, message, instead=instead)
    elif found is not None:
        start = found.start()
        lead = len(found.group()) - len(found.group().lstrip())
        message = "This says that it is an exercise, and it is not."
        yield Found(start + lead, start + len(found.group().rstrip()), message)


def executive_voice(look: Look) -> Iterator[Found]:
    """A speaker whose role is an executive's: of the draft, or else the profile's."""
    profile = look.situation.profile
    role = look.draft.speaker or (profile.speaker.role if profile else "")
    if role and is_executive(role):
        yield Found(None, None, f"Posted by: {role}.", subject=role)


def is_executive(role: str) -> bool:
    """Whether a role leads the organisation, rather than speaks or works for one who does."""
    return bool(_EXECUTIVE.search(role)) and not _NEAR_ONE.search(role)


def image_without_text(look: Look) -> Iterator[Found]:
    """Pictures that nobody described for those who do not see them."""
    images = look.draft.images
    missing = sum(not description.strip() for description in images)
    if missing:
        which = (
            "The picture has" if len(images) == 1 else f"{missing} of {len(images)} pictures have"
        )
        yield Found(None, None, f"{which} no description.", subject=f"{missing} without one")
