"""An objective of an exercise with its grade and what led to it."""

from msgspec import Struct

from breachplay.exercise.evidence import Shown
from breachplay.playbook.scenario import Objective
from breachplay.record.exercise import Grade, Overruled


class Rated(Struct, frozen=True):
    """How an objective was performed."""

    objective: Objective
    computed: Grade
    shown: tuple[Shown, ...]
    overruled: Overruled | None = None

    @property
    def grade(self) -> Grade:
        """The grade that holds: the facilitator's, where there is one."""
        return self.overruled.grade if self.overruled else self.computed
