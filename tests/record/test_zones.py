"""A record may name a time zone that this machine does not know: times are given in UTC then."""

import msgspec

from breachplay.record.judging import judge
from breachplay.record.reckoning import local
from tests.record.helpers import NIGHT, opened_state

NOWHERE = "Nowhere/Lost"


def test_a_zone_that_is_not_there_is_utc() -> None:
    assert local(NIGHT, NOWHERE) == NIGHT
    assert local(NIGHT, NOWHERE).utcoffset() == NIGHT.utcoffset()


def test_a_draft_is_judged_all_the_same() -> None:
    state = opened_state()
    profile = msgspec.structs.replace(state.profile, timezone=NOWHERE)
    judged = judge(msgspec.structs.replace(state, profile=profile), "We are checking it.")
    assert judged.text == "We are checking it."
