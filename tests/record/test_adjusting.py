"""Switching a rule off, or making it weigh less: from the file to the report."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from breachplay.caveats import default_packs, default_rules
from breachplay.playbook.faults import Faulty
from breachplay.playbook.model import Playbook
from breachplay.playbook.profile import SAMPLE, Profile
from breachplay.playbook.read import decode_playbook, read_profile
from breachplay.record.adjusting import Adjusted, adjusted
from breachplay.record.events import Event
from breachplay.record.fold import fold
from breachplay.record.judging import judge, rules
from breachplay.record.state import State
from breachplay.timeline import as_markdown
from tests.record.helpers import open_command, opened_events, small_playbook

PLAYBOOK = """
format = 1
id = "ours"
title = "Ours"
summary = "Our own."

[[phase]]
id = "start"
title = "Start"
goal = "Begin."

[[adjust]]
id = "no-evidence"
severity = "off"
reason = "Counsel words these sentences."

[[adjust]]
id = "absolute-assurance"
severity = "note"
reason = "Checked by hand in this house."
"""
"""A playbook that knows better about two of the shipped rules."""

STOP_GONE = 'id = "absolute-assurance"\nseverity = "off"'
RISKY = "There is no evidence of misuse, and your data is safe."


def playbook() -> Playbook:
    return decode_playbook(PLAYBOOK, "ours.toml")


def profile(**adjustment: str) -> Profile:
    return msgspec.convert({**msgspec.to_builtins(SAMPLE), "adjust": [adjustment]}, Profile)


def found(state: State, text: str = RISKY) -> dict[str, str]:
    return {caveat.id: caveat.severity for caveat in judge(state, text).caveats}


def events_of(playbook: Playbook | None = None, profile: Profile | None = None) -> list[Event]:
    """A run with the shipped packs that was just opened."""
    packs = tuple(msgspec.to_builtins(pack) for pack in default_packs())
    command = open_command(playbook=playbook, packs=packs)
    if profile:
        command = msgspec.structs.replace(command, profile=msgspec.to_builtins(profile))
    return list(opened_events(command))


def state_of(playbook: Playbook | None = None, profile: Profile | None = None) -> State:
    return fold(events_of(playbook, profile))


def test_a_rule_switched_off_is_silent_and_one_made_a_note_stops_nobody() -> None:
    plain = found(state_of())
    assert plain["no-evidence"] == "warn"
    assert plain["absolute-assurance"] == "stop"

    eased = found(state_of(playbook()))
    assert "no-evidence" not in eased
    assert eased["absolute-assurance"] == "note"


def test_a_profile_makes_a_rule_weigh_more() -> None:
    stricter = profile(id="no-evidence", severity="stop", reason="The board asked.")
    state = state_of(profile=stricter)
    assert found(state, RISKY).get("no-evidence") == "stop"


def test_where_both_speak_the_playbooks_word_goes_first() -> None:
    both = adjusted(
        default_packs(),
        playbook(),
        profile(id="no-evidence", severity="stop", reason="The board asked."),
    )
    assert (
        Adjusted("no-evidence", "warn", "off", "playbook", "Counsel words these sentences.") in both
    )
    assert all(one.by == "playbook" for one in both)


def test_what_changes_nothing_is_not_told() -> None:
    same = profile(id="absolute-assurance", severity="stop", reason="Of course.")
    assert adjusted(default_packs(), None, same) == ()


def test_the_report_names_every_change_and_a_stop_that_is_gone_before_all() -> None:
    text = PLAYBOOK.replace('id = "absolute-assurance"\nseverity = "note"', STOP_GONE)
    events = events_of(decode_playbook(text, "ours.toml"))
    report = as_markdown(fold(events), events, now=datetime(2026, 11, 24, tzinfo=UTC))
    assert "STOPS SWITCHED OFF: absolute-assurance." in report
    assert report.index("STOPS SWITCHED OFF") < report.index("Counsel words")
    assert "Counsel words these sentences" in report
    assert "absolute-assurance switched off by the playbook" in report  # in the full timeline too


def test_the_rules_of_a_run_leave_out_what_is_off() -> None:
    held = {rule.id for rule in rules(state_of(playbook()))}
    assert {rule.id for rule in default_rules()} - held == {"no-evidence"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "no-evidence"', 'id = "no-evidense"', 'did you mean "no-evidence"?'),
        ('severity = "off"', 'severity = "of"', 'did you mean "off"?'),
        ('reason = "Counsel words these sentences."', "", '"reason" is missing'),
        ('id = "absolute-assurance"', 'id = "no-evidence"', "is taken already"),
    ],
)
def test_an_adjustment_is_read_strictly(old: str, new: str, said: str) -> None:
    with pytest.raises(Faulty) as caught:
        decode_playbook(PLAYBOOK.replace(old, new), "ours.toml")
    assert [fault for fault in caught.value.faults if said in str(fault)]


def test_a_playbook_may_adjust_its_own_rules_and_a_profile_only_the_shipped(
    tmp_path: Path,
) -> None:
    own = PLAYBOOK.replace('id = "no-evidence"', 'id = "ours-only"') + (
        '[[caveat]]\nid = "ours-only"\nseverity = "warn"\nany = ["oops"]\n'
        'message = "m"\ninstead = "i"\n'
    )
    assert decode_playbook(own, "ours.toml").adjust[0].id == "ours-only"

    file = tmp_path / "profile.toml"
    file.write_text(
        'format = 1\norganisation = "Acme"\nspeaker = {name = "A", role = "lead"}\n'
        'domains = ["acme.example"]\n[[adjust]]\nid = "ours-only"\nseverity = "off"\nreason = "r"\n'
    )
    with pytest.raises(Faulty, match="names no rule"):
        read_profile(file)


def test_small_playbooks_of_old_adjust_nothing() -> None:
    assert adjusted(default_packs(), small_playbook(), SAMPLE) == ()
