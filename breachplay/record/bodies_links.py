"""What the body of an event about the address of a post holds."""

from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Meta, Struct

from breachplay.record import events as kinds


class LinkCorrected(Struct):
    """The address of a post was added or corrected."""

    post: int
    link: str
    card: Annotated[int, Meta(ge=0)] = 0
    before: str = ""


FORMS: Final[Mapping[str, type[Struct]]] = {kinds.LINK_CORRECTED: LinkCorrected}
