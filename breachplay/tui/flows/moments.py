"""When something happened, as a person enters it in the organisation's time zone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from breachplay.record.when import parse_when
from breachplay.tui.dialogs.form import Answers, Take

if TYPE_CHECKING:
    from breachplay.record.commands import Command
    from breachplay.tui.screens.walk import WalkScreen


def moment(screen: "WalkScreen", entered: str) -> str:
    """Give the moment as the record takes it.

    Raises:
        ValueError: with a plain sentence, when it is not a time that can have passed.
    """
    return parse_when(entered, screen.app.worker.session.now(), screen.run_state.profile.timezone)


def taking(screen: "WalkScreen", command: Callable[[Answers, str | None], "Command"]) -> Take:
    """Give what takes a form that asks for `when`: it sends the command made of the answers.

    `command` is given the answers and when it happened, None where that is now.
    """

    async def take(answers: Answers) -> str:
        try:
            when = moment(screen, answers["when"]) if answers["when"] else None
        except ValueError as error:
            return str(error)
        return await screen.send(command(answers, when))

    return take
