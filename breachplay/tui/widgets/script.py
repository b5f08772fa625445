"""The script of an exercise as its facilitator reads it: where each inject stands, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from textual.content import Content

from breachplay.exercise.responses import Response, responses
from breachplay.exercise.schedule import planned, threatened
from breachplay.playbook.scenario import CHANNELS, RESPONSES, Inject
from breachplay.record.events import Event
from breachplay.record.exercise import Delivered, Exercise
from breachplay.record.reckoning import local
from breachplay.record.standing import span
from breachplay.record.when import parse_stamp
from breachplay.tui.paint import line, lines, plain

_OUTCOMES: Final = {
    "never": ("✗ overdue", "$text-error"),
    "waiting": ("… waiting", "$text-accent"),
    "late": ("▲ late", "$text-warning"),
    "in time": ("✓ in time", "$text-success"),
}
"""How a response stands, the worst first."""

_NEVER: Final = ("✗ never", "$text-error")
"""What is overdue, once nothing more can come."""


@dataclass(frozen=True, slots=True)
class Row:
    """One inject of the script, and where it stands."""

    inject: Inject
    mark: str
    when: str
    style: str


class Standing:
    """The exercise at one moment, as the facilitator looks at it."""

    def __init__(
        self,
        exercise: Exercise,
        events: Sequence[Event],
        now: datetime,
        zone: str,
        *,
        ended: bool = False,
    ) -> None:
        """Work out how everything stands.

        Args:
            exercise: where the exercise stands.
            events: the whole record.
            now: the present on the exercise clock.
            zone: the time zone that times are shown in.
            ended: whether nothing more will come.
        """
        self.exercise = exercise
        self._now = now
        self._zone = zone
        self._ended = ended
        self._ahead = {one.inject.id: one for one in planned(exercise, events, now)}
        self._threatened = threatened(exercise, events, now)
        self._responses = responses(exercise, events, now)

    def rows(self) -> list[Row]:
        """Give every inject: what was sent, what comes, what may come, what was left out."""
        exercise = self.exercise
        sent = sorted(exercise.delivered.values(), key=lambda one: one.seq)
        rest = [one for one in exercise.scenario.inject if one.id not in exercise.delivered]
        rest.sort(key=self._place)
        first = next((one.id for one in rest if one.id in self._ahead), "")
        return [
            *map(self._sent, sent),
            *(self._to_come(inject, is_next=inject.id == first) for inject in rest),
        ]

    def _place(self, inject: Inject) -> tuple[int, float]:
        if inject.id in self.exercise.skipped:
            return 2, 0
        at = self._comes_at(inject)
        return (0, at.timestamp()) if at else (1, 0)

    def _comes_at(self, inject: Inject) -> datetime | None:
        """Give when an inject comes if nothing more is done; None where it does not."""
        known = self._ahead.get(inject.id)
        threat = self._threatened.get(inject.id)
        times = [at for at in (known.at if known else None, threat) if at is not None]
        return min(times, default=None)

    def _sent(self, one: Delivered) -> Row:
        outcomes = {known.outcome for known in self._of(one.inject.id)}
        worst = next((name for name in _OUTCOMES if name in outcomes), "")
        mark, style = self._told(worst) if worst else ("✓ sent", "$quiet")
        by_hand = " by hand" if one.by_hand else ""
        return Row(one.inject, mark, f"{self._local(parse_stamp(one.at))}{by_hand}", style)

    def _to_come(self, inject: Inject, *, is_next: bool) -> Row:
        if inject.id in self.exercise.skipped:
            return Row(inject, "– left out", "", "$quiet")
        at = self._comes_at(inject)
        if at is None:
            return Row(inject, "○ waits", _waits_for(inject), "$quiet")
        if inject.id not in self._ahead:
            return Row(inject, "◇ branch", f"in {_left(at - self._now)}", "$text-warning")
        when = f"in {_left(at - self._now)}" if at > self._now else "now"
        return Row(inject, "▸ next" if is_next else "  planned", when, "bold" if is_next else "")

    def whole(self, name: str) -> Content:
        """Give all that the facilitator should know of an inject; nothing where there is none."""
        exercise = self.exercise
        delivered = exercise.delivered.get(name)
        inject = delivered.inject if delivered else exercise.scenario.inject_named(name)
        if inject is None:
            return Content("")
        head = line(
            (f"{inject.id} · {CHANNELS[inject.channel]} from ", "$quiet"),
            (inject.sender, "bold"),
            (f" to {inject.to}", "$quiet"),
        )
        rows = [head]
        if delivered is None:
            rows.append(plain(self._comes(inject), "$text-accent"))
        if inject.subject:
            rows.append(plain(inject.subject, "bold"))
        rows += [plain(inject.text, lines=True), Content(""), *self._expected(inject)]
        if inject.notes:
            rows.append(line(("For you: ", "bold $text-warning"), plain(inject.notes, lines=True)))
        for remark in exercise.remarks:
            if remark.inject == name:
                grade = f"{remark.grade} " if remark.grade else ""
                rows.append(line((f"Your note: {grade}", "bold"), plain(remark.text, lines=True)))
        return lines(rows)

    def _comes(self, inject: Inject) -> str:
        """Say when an inject comes, and what for."""
        skipped = self.exercise.skipped.get(inject.id)
        if skipped is not None:
            return f"Left out: {skipped.reason}"
        before = ", ".join(
            one.id
            for one in self.exercise.scenario.inject
            if any(expected.if_not == inject.id for expected in one.expect)
        )
        threat = self._threatened.get(inject.id)
        if threat is not None:
            return f"Comes at {self._local(threat)} if {before} is not answered by then."
        at = self._comes_at(inject)
        if at is not None:
            return f"Comes at {self._local(at)}."
        if inject.after:
            return f"Comes after {inject.after}."
        return f"Comes if {before} is not answered." if before else "Comes by your hand alone."

    def _expected(self, inject: Inject) -> list[Content]:
        rows = []
        known = {id(one.expected): one for one in self._of(inject.id)}
        for expected in inject.expect:
            one = known.get(id(expected))
            told, style = self._told(one.outcome) if one else ("expected", "$quiet")
            ways = ", ".join(RESPONSES[way] for way in expected.response)
            rows.append(line((f"{told}: ", style), f"{expected.says} ({ways}, {expected.within})"))
            if expected.trap:
                rows.append(line(("   trap: ", "$quiet"), expected.trap))
            if expected.if_not:
                rows.append(line(("   if not: ", "$quiet"), expected.if_not))
        return [*rows, Content("")] if rows else rows

    def _of(self, name: str) -> list[Response]:
        return [one for one in self._responses if one.inject.id == name]

    def _told(self, outcome: str) -> tuple[str, str]:
        return _NEVER if outcome == "never" and self._ended else _OUTCOMES[outcome]

    def _local(self, moment: datetime) -> str:
        """Give a time of day, with its day where that is not today on the exercise clock."""
        there = local(moment, self._zone)
        today = there.date() == local(self._now, self._zone).date()
        return f"{there:%H:%M}" if today else f"{there:%a %H:%M}"


def _left(length: timedelta) -> str:
    return span(length) if length >= timedelta(minutes=1) else "under 1 min"


def _waits_for(inject: Inject) -> str:
    return f"after {inject.after}" if inject.after else "a branch, or by hand"
