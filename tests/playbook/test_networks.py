"""`networks` and `limits`: what a playbook and a profile say of where posts go."""

from pathlib import Path

import pytest
import tomli
from jsonschema import Draft202012Validator

from breachplay.playbook.document import parse
from breachplay.playbook.new import profile_text
from breachplay.playbook.profile import Profile
from breachplay.playbook.read import decode, decode_playbook
from breachplay.playbook.schema import schema

from .samples import PLAYBOOK, PROFILE, changed, check_text, faults_of

ALL = '["x", "x-premium", "mastodon", "bluesky", "threads", "linkedin", "status-page", "sms"]'
ABOVE_THE_DOMAINS = 'domains = ["acme.example"]'
LAST_OF_ALL = 'page = "https://acme.example/help"\n'


def with_networks(networks: str) -> str:
    return changed(PROFILE, ABOVE_THE_DOMAINS, f"networks = {networks}\n{ABOVE_THE_DOMAINS}")


def with_limit(line: str) -> str:
    return changed(PROFILE, LAST_OF_ALL, f"{LAST_OF_ALL}\n[limits]\n{line}\n")


def of_playbook(networks: str) -> str:
    return changed(PLAYBOOK, 'title = "Small"\n', f'title = "Small"\nnetworks = {networks}\n')


def read(text: str) -> Profile:
    return decode("profile", Profile, parse(text, "p"), text, "p")


def test_every_network_is_taken(tmp_path: Path) -> None:
    assert check_text(tmp_path, with_networks(ALL)) == []
    assert faults_of(of_playbook(ALL)) == []
    assert read(with_networks('["mastodon", "x"]')).networks == ("mastodon", "x")
    assert decode_playbook(of_playbook('["sms", "x"]'), "p").networks == ("sms", "x")


def test_without_them_nothing_is_said() -> None:
    assert read(PROFILE).networks == ()
    assert read(PROFILE).limits == {}
    assert decode_playbook(PLAYBOOK, "p").networks == ()


def test_a_limit_of_ones_own_is_taken(tmp_path: Path) -> None:
    assert check_text(tmp_path, with_limit("mastodon = 1000")) == []
    assert read(with_limit("mastodon = 1000")).limits == {"mastodon": 1000}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (with_networks('["x", "mastadon"]'), 'did you mean "mastodon"?'),
        (with_networks('["X"]'), 'did you mean "x"?'),
        (with_networks('"x"'), '"networks" in the profile'),
        (with_limit("mastadon = 1000"), 'did you mean "mastodon"?'),
        (with_limit("mastodon = 0"), "cannot be 0; write 20 or more"),
        (with_limit("mastodon = 10_000_000"), "write 1,000,000 or less"),
        (with_limit('mastodon = "much"'), '"mastodon" in [limits]'),
        (of_playbook('["status-pages"]'), 'did you mean "status-page"?'),
    ],
)
def test_what_is_none_is_a_fault_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (fault,) = check_text(tmp_path, text)
    line = int(fault.split(":")[1])
    assert text.split("\n")[line - 1].startswith(("networks", "mast")), fault
    assert said in fault


@pytest.mark.parametrize(
    ("kind", "text", "sound"),
    [
        ("profile", with_networks(ALL), True),
        ("profile", with_networks('["mastadon"]'), False),
        ("profile", with_limit("mastodon = 1000"), True),
        ("profile", with_limit("mastadon = 1000"), False),
        ("profile", with_limit("mastodon = 0"), False),
        ("playbook", of_playbook(ALL), True),
        ("playbook", of_playbook('["mastadon"]'), False),
    ],
)
def test_the_schema_is_of_the_same_mind(kind: str, text: str, sound: bool) -> None:
    faults = list(Draft202012Validator(schema(kind)).iter_errors(tomli.loads(text)))
    assert (not faults) == sound


def test_the_written_profile_keeps_them(tmp_path: Path) -> None:
    profile = read(changed(with_limit("mastodon = 1000"), ABOVE_THE_DOMAINS,
                           f'networks = ["mastodon", "x"]\n{ABOVE_THE_DOMAINS}'))  # fmt: skip
    text = profile_text(profile)
    assert read(text) == profile
    assert check_text(tmp_path, text) == []
