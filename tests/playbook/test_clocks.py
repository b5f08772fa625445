"""Clocks as authors write them, in playbooks, profiles and libraries, and every fault."""

from pathlib import Path

import msgspec
import pytest

from breachplay.playbook.checking import check_file
from breachplay.playbook.clock import ClockEntry
from breachplay.playbook.clocks import clocks, filled, library, written_out
from breachplay.playbook.new import profile_text
from breachplay.playbook.profile import SAMPLE
from breachplay.playbook.read import Faulty, decode_playbook, read_clocks, read_profile
from breachplay.playbook.words import within_parts

from .samples import PLAYBOOK, PROFILE, changed

FIRST = '[[phase]]\nid = "acknowledge"'
OWN = 'id = "own"\ntitle = "Own"\ntell = "the board"\ncite = "House rule 7"\n'


def playbook(*written: str) -> str:
    given = "".join(f"[[clock]]\n{clock}\n\n" for clock in written)
    return changed(PLAYBOOK, FIRST, given + FIRST)


def faults_of(*written: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        decode_playbook(playbook(*written), "playbook.toml")
    return [fault.message for fault in caught.value.faults]


@pytest.mark.parametrize(
    "clock",
    [
        'starts = "aware"\nwithin = "72 hours"',
        'starts = "aware"\nwithin = "72h"',
        'starts = "aware"\nwithin = "1 hour"\nas_of = "2026-11-24"',
        'starts = "material"\nwithin = "4 business days"\nholidays = "US"\nuntil = "17:30"',
        'starts = "discovered"\nor_starts = ["told"]\nwithin = "30 calendar days"\n'
        'zone = "America/Los_Angeles"',
        'starts = "high-risk"\npromptly = "without undue delay"\napplies = "controllers"',
        'after = "gdpr-33"\nwithin = "1 month"',
        'after = "gdpr-33"\nstarts = "notified"\nwithin = "2 months"\ndata = ["health"]',
        'starts = "classified"\nwithin = "4 hours"\nno_later = "aware+24h"\nnote = "Ask counsel."',
        'starts = "aware"\nwithin = "72 hours"\nfrom = "2027-05-13"',
    ],
)
def test_a_clock_may_be_written_like_this(clock: str) -> None:
    (held,) = clocks(decode_playbook(playbook(OWN + clock), "p.toml"))[:1]
    assert held.title == "Own"


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ('within = "72 hours"', '"starts" is missing in clock 1 ("own"); add starts = "aware"'),
        ('starts = "aware"', '"within" is missing in clock 1 ("own"); add within = "72 hours"'),
        (
            'starts = "aware"\nwithin = "72 hours"\npromptly = "soon"',
            '"promptly" in clock 1 ("own") stands beside "within"; keep the figure',
        ),
        (
            'starts = "aware"\nwithin = "3 working days"',
            'write a length such as "72 hours", "30 days", "4 business days" or "1 month"',
        ),
        (
            'starts = "aware"\nwithin = "3 business days"',
            'counts business days of no country; add holidays = "US"',
        ),
        (
            'starts = "aware"\nwithin = "3 business days"\nholidays = "XX"',
            'names no country whose holidays are known: "XX"; write two letters, such as US or BR',
        ),
        (
            'starts = "aware"\nwithin = "3 business days"\nholidays = "usa"',
            "write a country by its two letters, such as US",
        ),
        (
            'starts = "aware"\nwithin = "3 days"\nholidays = "US"',
            '"holidays" in clock 1 ("own") matter to business days alone',
        ),
        (
            'starts = "aware"\nwithin = "72 hours"\nzone = "Europe/Berlin"',
            "matters to days and months alone; take it out: hours are the same everywhere",
        ),
        (
            'starts = "aware"\nwithin = "3 days"\nzone = "Europe/Berln"',
            'names no time zone: "Europe/Berln"; did you mean "Europe/Berlin"?',
        ),
        (
            'starts = "aware"\nwithin = "3 days"\nuntil = "25:00"',
            "write a time of day such as 17:30",
        ),
        ('starts = "aware"\nwithin = "3 days"\nfrom = "2027-02-30"', 'is no day: "2027-02-30"'),
        ('starts = "awre"\nwithin = "3 days"', 'cannot be "awre"; did you mean "aware"?'),
        (
            'starts = "classified"\nwithin = "4 hours"\nno_later = "awre+24h"',
            'names no milestone: "awre"; did you mean "aware"?',
        ),
        (
            'starts = "classified"\nwithin = "4 hours"\nno_later = "24h"',
            "names no milestone; write one such as aware+24h",
        ),
        (
            'after = "gdpr-3"\nwithin = "1 month"',
            'names no clock: "gdpr-3"; did you mean "gdpr-33"?',
        ),
        (
            'after = "own"\nwithin = "1 month"',
            'leads round in a circle; one of them has to start at a milestone: "own after own"',
        ),
        (
            'starts = "aware"\nwithin = "2h"\nfixed = "2026-11-24T18:00Z"',
            'unknown key "fixed"',
        ),
        ('starts = "aware"\nwithn = "72 hours"', 'unknown key "withn"'),
    ],
)
def test_a_fault_says_what_to_do(clock: str, said: str) -> None:
    assert any(said in message for message in faults_of(OWN + clock)), faults_of(OWN + clock)


def test_two_clocks_that_start_each_other_never_start() -> None:
    two = 'id = "two"\ntitle = "Two"\ntell = "t"\ncite = "c"\nafter = "own"\nwithin = "1 month"'
    found = faults_of(OWN + 'after = "two"\nwithin = "1 month"', two)
    assert [message for message in found if "circle" in message and '"own after two after own"' in
            message]  # fmt: skip


def test_a_profile_chooses_clocks_and_writes_its_own(tmp_path: Path) -> None:
    file = tmp_path / "profile.toml"
    own = OWN + 'starts = "aware"\nwithin = "2 hours"\n'
    file.write_text(f'{PROFILE}\n[[clock]]\nuse = "us-bank-36"\n\n[[clock]]\n{own}')
    held = filled(read_profile(file).clock)
    assert [clock.id for clock in held] == ["us-bank-36", "own"]
    file.write_text(f'{PROFILE}\n[[clock]]\nuse = "us-bank-63"\n')
    (fault,) = check_file(file)
    assert 'did you mean "us-bank-36"?' in fault.message


def test_a_profile_that_is_written_keeps_its_clocks(tmp_path: Path) -> None:
    own = ClockEntry(
        id="own",
        title="Own",
        tell="the board",
        cite="House rule 7",
        starts="aware",
        or_starts=("told",),
        within="3 business days",
        holidays="US",
        in_force="2026-01-01",
    )
    profile = msgspec.structs.replace(SAMPLE, clock=(ClockEntry(use="us-bank-36"), own))
    file = tmp_path / "profile.toml"
    file.write_text(profile_text(profile))
    assert read_profile(file).clock == profile.clock


def test_a_library_is_checked_whole(tmp_path: Path) -> None:
    file = tmp_path / "clocks.toml"
    head = 'format = 1\nid = "house"\ntitle = "House clocks"\n'
    clock = OWN + 'starts = "aware"\nwithin = "3 business days"\nholidays = "XX"\n'
    file.write_text(f"{head}\n[[clock]]\n{clock}")
    (fault,) = check_file(file)
    assert (fault.line, fault.message.count('"XX"')) == (12, 1)
    assert len(read_clocks(file).clock) == 1  # reading takes countries on trust; check does not
    file.write_text(f'{head}\n[[clock]]\n{OWN}after = "gdpr-33"\nwithin = "1 month"\n')
    (fault,) = check_file(file)
    assert 'names no clock: "gdpr-33"' in fault.message


def test_a_filing_that_starts_a_clock_comes_with_it() -> None:
    assert [clock.id for clock in filled([ClockEntry(use="dora-final")])] == [
        "dora-final",
        "dora-initial",
        "dora-intermediate",
    ]


def test_written_out_a_playbook_reads_the_same_without_the_library() -> None:
    held = decode_playbook(playbook('use = "nis2-final"'), "p.toml")
    document = written_out(msgspec.to_builtins(held), held.clock)
    again = msgspec.convert(document, type(held))
    assert [clock.written_out() for clock in again.clock] == list(clocks(held))
    assert library()["nis2-final"] in clocks(held)


@pytest.mark.parametrize(
    ("within", "parts"),
    [
        ("72h", (72, "hours")),
        ("15m", (15, "minutes")),
        ("30d", (30, "days")),
        ("1 hour", (1, "hours")),
        ("30 calendar days", (30, "days")),
        ("1 business day", (1, "business days")),
        ("12 months", (12, "months")),
    ],
)
def test_lengths_are_a_number_and_a_unit(within: str, parts: tuple[int, str]) -> None:
    assert within_parts(within) == parts
