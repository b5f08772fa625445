"""When something happened, as a person enters it in the organisation's time zone."""

from typing import TYPE_CHECKING

from breachplay.record.when import parse_when

if TYPE_CHECKING:
    from breachplay.tui.screens.walk import WalkScreen


def moment(screen: "WalkScreen", entered: str) -> str:
    """Give the moment as the record takes it.

    Raises:
        ValueError: with a plain sentence, when it is not a time that can have passed.
    """
    return parse_when(entered, screen.app.worker.session.now(), screen.run_state.profile.timezone)
