"""The profile: what is refused, what stands in posts, and the file that `init` writes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.playbook.checking import check_file
from breachplay.playbook.document import parse
from breachplay.playbook.new import profile_text
from breachplay.playbook.profile import (
    PLACEHOLDERS,
    SAMPLE,
    Contact,
    Person,
    Profile,
    placeholder_values,
)
from breachplay.playbook.read import decode

from .samples import PROFILE, changed, check_text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"Europe/Berlin"',
            '"Europe/Berln"',
            '4:1: "timezone" in the profile names no time zone: "Europe/Berln"; '
            'did you mean "Europe/Berlin"?',
        ),
        (
            '"Europe/Berlin"',
            '"../../etc/passwd"',
            '4:1: "timezone" in the profile names no time zone: "../../etc/passwd"; '
            'write one such as "Europe/Berlin" or "UTC"',
        ),
        (
            '"Europe/Berlin"',
            '"America"',
            '4:1: "timezone" in the profile names no time zone: "America"; '
            'write one such as "Europe/Berlin" or "UTC"',
        ),
        (
            '["acme.example"]',
            '["https://acme.example/help"]',
            '3:12: entry 1 of "domains" in the profile cannot be "https://acme.example/help"; '
            'write "acme.example"',
        ),
        (
            '["acme.example"]',
            '["*.acme.example"]',
            '3:12: entry 1 of "domains" in the profile cannot be "*.acme.example"; '
            "write a bare domain, such as acme.example: no https://, no path",
        ),
        (
            '["acme.example"]',
            "[]",
            '3:1: "domains" in the profile has no entry; add at least one',
        ),
        (
            '"AcmeHelp"',
            '"@AcmeHelp"',
            '12:1: "x" in [handles] cannot be "@AcmeHelp"; write it without the @: "AcmeHelp"',
        ),
        (
            '"AcmeHelp"',
            '"Acme-Help"',
            '12:1: "x" in [handles] cannot be "Acme-Help"; '
            "a handle on X has up to 15 letters a to z, digits and _",
        ),
        (
            'x = "AcmeHelp"',
            'x = ""',
            '12:1: "x" in [handles] cannot be ""; write a handle, or take the key out',
        ),
        (
            'x = "AcmeHelp"',
            'mastodon = "acme help"',
            '12:1: "mastodon" in [handles] cannot be "acme help"; take out the space',
        ),
        (
            'x = "AcmeHelp"',
            'X = "AcmeHelp"',
            '12:1: the name "X" in [handles] cannot be used; '
            "write small letters a to z, digits and single hyphens, such as first-post",
        ),
        (
            '"https://status.acme.example"',
            '"status.acme.example"',
            '5:1: "status_page" in the profile is no web link: "status.acme.example"; '
            'write "https://status.acme.example"',
        ),
        (
            '"https://acme.example/help"',
            '"javascript:alert(1)"',
            '17:1: "page" in [contact] is no web link: "javascript:alert(1)"; '
            "write the whole link, such as https://acme.example/help",
        ),
        (
            '"help@acme.example"',
            '"help at acme"',
            '15:1: "email" in [contact] is no address: "help at acme"; '
            "write one such as help@acme.example",
        ),
        (
            '"+1 202-555-0147"',
            '"call us"',
            '16:1: "phone" in [contact] is no phone number: "call us"; '
            "write it with its country code, such as +1 202-555-0147",
        ),
        (
            "[contact]",
            "[contcat]",
            '14:2: unknown key "contcat" in the profile; did you mean "contact"?',
        ),
        (
            'role = "social media manager"\n',
            "",
            '7:2: "role" is missing in [speaker]; add role = "..."',
        ),
    ],
)
def test_a_fault_of_a_profile(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert check_text(tmp_path, changed(PROFILE, old, new)) == [f"file.toml:{said}"]


def test_a_whole_profile_and_a_short_one_are_sound(tmp_path: Path) -> None:
    assert check_text(tmp_path, PROFILE) == []
    speaker = 'speaker = {name = "S", role = "r"}'
    short = f'format = 1\norganisation = "A"\n{speaker}\ndomains = ["a.example"]'
    assert check_text(tmp_path, short) == []
    others = changed(PROFILE, 'x = "AcmeHelp"', 'mastodon = "acme@social.acme.example"')
    assert check_text(tmp_path, others) == []


def test_what_placeholders_stand_for() -> None:
    assert tuple(placeholder_values(SAMPLE)) == PLACEHOLDERS
    assert placeholder_values(SAMPLE)["handle"] == "@SampleHelp"
    assert "handle" not in placeholder_values(SAMPLE, "mastodon")


lines = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=30
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)
people = st.builds(Person, name=lines, role=lines)


@given(
    st.builds(
        Profile,
        format=st.just(1),
        organisation=lines,
        speaker=people,
        domains=st.lists(st.sampled_from(["a.example", "b.example"]), min_size=1).map(tuple),
        timezone=st.sampled_from(["UTC", "Asia/Kolkata"]),
        handles=st.dictionaries(st.sampled_from(["x", "mastodon", "1"]), st.just("Acme_1")),
        networks=st.lists(st.sampled_from(["x", "mastodon", "status-page"]), max_size=20).map(
            tuple
        ),
        verified=st.lists(st.sampled_from(["x", "bluesky"]), max_size=20).map(tuple),
        limits=st.dictionaries(st.sampled_from(["mastodon", "x"]), st.integers(20, 9_999)),
        status_page=st.sampled_from(["", "https://a.example/\u00e9?q='\\\""]),
        contact=st.builds(
            Contact,
            email=st.sampled_from(["", "a'b@c.example"]),
            phone=st.sampled_from(["", "+1 202-555-0147"]),
            page=st.just(""),
        ),
        approver=st.lists(people, max_size=3).map(tuple),
    )
)
def test_a_profile_written_and_read_is_the_same(profile: Profile) -> None:
    text = profile_text(profile)
    assert decode("profile", Profile, parse(text, "p"), text, "p") == profile


def test_an_approval_that_nobody_can_give(tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(
        'format = 1\norganisation = "Acme"\ndomains = ["acme.example"]\n'
        'speaker = { name = "Test Speaker", role = "social media manager" }\n'
        '[[approver]]\nname = "Test Approver"\nrole = "legal"\n'
        '[approval]\nroles = ["leagl"]\npeople = 3\n'
        '[approval.phases.clarify]\nroles = ["legal", "Legal"]\npeople = 0\n'
    )
    told = [fault.message for fault in check_file(path)]
    assert told == [
        '"roles" in [approval] names a role that no approver has: "leagl"; did you mean "legal"?',
        '"people" in [approval] asks for 3, and 1 can approve; '
        "name more approvers, or ask for fewer",
        '"roles" in [approval], [phases], [clarify] names "Legal" twice; take one out',
        '"people" in [approval], [phases], [clarify] is 0 beside "roles"; '
        "take one of them out: with roles, somebody must approve",
    ]
