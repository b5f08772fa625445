"""What a person sees of the checks of the text itself: the span, the words, what stays quiet."""

import msgspec
import pytest

from breachplay.caveats import Caveat, Draft, Situation, check, default_rules
from breachplay.caveats.hashtag_words import several
from breachplay.playbook.profile import SAMPLE, Person
from tests.steps import grows_with_the_text

RULES = default_rules()
OURS = {
    "secret-in-text",
    "hidden-characters",
    "insecure-link",
    "accessible-text",
    "shouting",
    "hard-to-read",
    "exercise-mark",
    "executive-voice",
    "image-without-text",
}


def found(text: str, rule: str, **more: object) -> list[Caveat]:
    rules = tuple(one for one in RULES if one.id == rule)
    return list(check(Draft(text, **more), Situation(rules, profile=SAMPLE)))  # type: ignore[arg-type]


def test_they_all_ship_and_weigh_as_they_should() -> None:
    severity = {rule.id: rule.severity for rule in RULES if rule.id in OURS}
    assert severity == {
        "secret-in-text": "stop",
        "hidden-characters": "stop",
        "insecure-link": "note",
        "accessible-text": "note",
        "shouting": "note",
        "hard-to-read": "note",
        "exercise-mark": "stop",
        "executive-voice": "warn",
        "image-without-text": "note",
    }


@pytest.mark.parametrize(
    ("text", "subject", "said"),
    [
        ("The key AKIAIOSFODNN7EXAMPLE leaked.", "AKIAIOSFODNN7EXAMPLE", "access key of AWS"),
        ("Your password: Winter2026! Sign in.", "password: Winter2026!", "tells a password"),
        ("It ran on db01.prod.internal, now off.", "db01.prod.internal", "internal system"),
        ("Ask 10.20.30.40 for it.", "10.20.30.40", "private network"),
    ],
)
def test_a_secret_is_pointed_at_and_named(text: str, subject: str, said: str) -> None:
    (caveat,) = found(text, "secret-in-text")
    assert caveat.subject == subject
    assert said in caveat.message


def test_an_official_domain_that_ends_in_local_is_no_secret() -> None:
    rules = tuple(one for one in RULES if one.id == "secret-in-text")
    own = msgspec.structs.replace(SAMPLE, domains=("acme.local",))
    assert check(Draft("See help.acme.local."), Situation(rules, profile=own)) == ()


def test_a_hidden_character_is_named_since_nobody_sees_it() -> None:
    (caveat,) = found("We are look\u200bing.", "hidden-characters")
    assert (caveat.start, caveat.end) == (11, 12)
    assert "U+200B, zero width space" in caveat.message


def test_a_letter_of_another_script_marks_its_word() -> None:
    (caveat,) = found("Write to our compаny today.", "hidden-characters")
    assert caveat.subject == "compаny"
    assert "U+0430, cyrillic small letter a" in caveat.message


def test_a_hashtag_is_given_back_with_capitals() -> None:
    (caveat,) = found("We are sorry. #acmedatabreach2026", "accessible-text")
    assert caveat.subject == "#acmedatabreach2026"
    assert caveat.instead == "Write #AcmeDataBreach2026."


@pytest.mark.parametrize("tag", ["cybersecurity", "ransomware", "update", "gdpr", "xq", "a" * 80])
def test_one_word_is_not_taken_apart(tag: str) -> None:
    assert several(tag) == ()


def test_a_row_of_emoji_is_marked_as_one() -> None:
    (caveat,) = found("Sign-in is down 🚨🚨🚨 now.", "accessible-text")
    assert caveat.subject == "🚨🚨🚨"


def test_the_sentence_that_is_hard_to_read_is_marked_and_the_easy_one_is_not() -> None:
    easy = "We are sorry."
    hard = (
        "Following the identification of anomalous authentication activity, we immediately "
        "initiated comprehensive remediation procedures and engaged independent forensic "
        "specialists to determine the circumstances surrounding the unauthorised acquisition."
    )
    (caveat,) = found(f"{easy} {hard}", "hard-to-read")
    assert caveat.subject == hard
    assert "grade" in caveat.message


def test_a_link_does_not_make_a_text_harder() -> None:
    text = "We are on it and we will tell you more here by six. " * 3
    link = "https://sample.example/communication/notification/investigation-of-the-organisation"
    assert found(text, "hard-to-read") == []
    assert found(f"{text}{link}", "hard-to-read") == []


def test_the_role_that_speaks_is_named_and_an_override_is_for_that_role() -> None:
    (caveat,) = found("We are on it.", "executive-voice", speaker="chief executive")
    assert caveat.message == "Posted by: chief executive."
    assert caveat.subject == "chief executive"


def test_without_a_speaker_the_profile_says_who_posts() -> None:
    rules = tuple(one for one in RULES if one.id == "executive-voice")
    own = msgspec.structs.replace(SAMPLE, speaker=Person(name="Sample Founder", role="founder"))
    found_here = check(Draft("We are on it."), Situation(rules, profile=own))
    assert [caveat.subject for caveat in found_here] == ["founder"]


def test_in_an_exercise_the_program_puts_the_mark_on() -> None:
    rules = tuple(one for one in RULES if one.id == "exercise-mark")
    drill = Situation(rules, mode="exercise")
    assert check(Draft("Sign-in is down."), drill) != ()
    assert check(Draft("Sign-in is down.", marked=True), drill) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a-",
        "A ",
        "A",
        "!?",
        "🚨",
        "а",
        "aа",
        "#a",
        "eyJ-",
        "a.a.",
        "10.",
        "password is ",
        "@a",
    ],
)
def test_work_grows_with_a_text_of_one_kind_and_no_faster(piece: str) -> None:
    situation = Situation(tuple(one for one in RULES if one.id in OURS), profile=SAMPLE)
    grows_with_the_text(lambda text: check(Draft(text), situation), piece)
