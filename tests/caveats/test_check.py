"""What a person sees: the span, the order, the words; and what a draft's facts change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachplay.caveats import Caveat, Draft, FactView, Situation, check, default_rules
from breachplay.caveats.registry import CHECKS
from breachplay.playbook import rule as rule_model
from breachplay.playbook.placeholders import fill
from breachplay.playbook.profile import SAMPLE
from breachplay.playbook.rule import CaveatRule

RULES = default_rules()


def look(text: str, **known: object) -> tuple[Caveat, ...]:
    return check(Draft(text), Situation(RULES, profile=SAMPLE, **known))  # type: ignore[arg-type]


def spans(text: str, rule: str) -> list[str]:
    return [text[c.start : c.end] for c in look(text) if c.id == rule and c.start is not None]


def made(**fields: object) -> CaveatRule:
    return CaveatRule(id="own", severity="warn", message="m", instead="i", **fields)  # type: ignore[arg-type]


def own(text: str, *rules: CaveatRule, phase: str | None = None) -> list[str]:
    found = check(Draft(text, phase=phase), Situation(rules))
    return [caveat.subject for caveat in found]


def test_every_check_that_a_rule_may_name_is_there() -> None:
    assert set(CHECKS) == set(rule_model.CHECKS)


@pytest.mark.parametrize("before", ["", "😀😀 ", "𝒳 é ", "‘quoted’\n\n  ", "zero\u200bwidth "])
def test_the_span_is_exact_whatever_stands_before(before: str) -> None:
    text = f"{before}There’s no\n evidence of it 😀"
    assert spans(text, "no-evidence") == ["no\n evidence"]


def test_stops_come_first_then_by_position() -> None:
    found = look("Only 2% are affected. Your data is safe. There is no evidence of misuse. {gap}")
    assert [caveat.id for caveat in found] == [
        "absolute-assurance",
        "unfilled-gap",
        "minimises",
        "unsourced-number",
        "no-evidence",
    ]


def test_a_reported_fact_is_a_stop_by_placeholder_and_by_hand() -> None:
    facts = (FactView("people", "People affected", "count", "120,000", "reported"),)
    filled = fill("About {people} people.", {"people": "120,000"})
    draft = Draft(filled.text, stated=filled.stated, gaps=filled.gaps)
    for checked in (draft, Draft("about 120,000 people")):
        (caveat,) = check(checked, Situation(RULES, facts=facts))
        assert caveat.id == "unconfirmed-fact"
        assert caveat.subject == "120,000"
        assert "People affected" in caveat.message


def test_a_confirmed_fact_is_none() -> None:
    facts = (FactView("people", "People affected", "count", "120,000", "confirmed"),)
    assert check(Draft("About 120,000 people."), Situation(RULES, facts=facts)) == ()


def test_a_value_inside_a_longer_number_is_none() -> None:
    facts = (FactView("people", "People", "count", "120", "reported"),)
    found = check(Draft("1,120 and 120,500 and 120.5 and 1203"), Situation(RULES, facts=facts))
    assert [caveat.id for caveat in found] == ["unsourced-number"] * 2


@pytest.mark.parametrize("written", ["120k", "120 000", "a hundred and twenty thousand", "0.12m"])
def test_a_reported_fact_is_a_stop_in_any_spelling(written: str) -> None:
    facts = (FactView("people", "People affected", "count", "about 120,000", "reported"),)
    (caveat,) = check(Draft(f"It hit {written} people"), Situation(RULES, facts=facts))
    assert (caveat.id, caveat.subject) == ("unconfirmed-fact", written)


def test_a_value_that_is_a_part_of_what_another_fact_says_is_none() -> None:
    facts = (
        FactView("found", "Found", "time", "24 November", "reported"),
        FactView("next", "Next update", "time", "24 November, 18:00 UTC", "confirmed", ours=True),
    )
    draft = Draft("Next update: 24 November, 18:00 UTC.")
    assert check(draft, Situation(RULES, facts=facts)) == ()


def test_what_is_only_quoted_is_not_stated() -> None:
    facts = (FactView("people", "People affected", "count", "120,000", "retracted"),)
    text = 'Correction: in our post of 3 March we wrote "120,000" (people affected).'
    assert check(Draft(text), Situation(RULES, facts=facts)) == ()


def test_an_unknown_fact_with_a_value_is_a_gap() -> None:
    facts = (FactView("people", "People affected", "count", "120", "unknown"),)
    filled = fill("About {people} people.", {"people": "120"})
    draft = Draft(filled.text, stated=filled.stated)
    assert [c.id for c in check(draft, Situation(RULES, facts=facts))] == ["unfilled-gap"]


def test_what_lies_over_the_limit_is_marked_to_the_end() -> None:
    text = "word " * 60 + "end"
    (caveat,) = (one for one in look(text) if one.id == "over-limit")
    assert caveat.end == len(text)
    assert caveat.start == 280


def test_open_items_are_a_stop_without_a_span() -> None:
    (caveat,) = look("We are on it.", open_required=("Name a speaker, in writing", "Tell staff"))
    assert (caveat.id, caveat.start, caveat.subject) == (
        "required-open",
        None,
        "Name a speaker, in writing; Tell staff",
    )


def test_links_are_quiet_without_a_profile() -> None:
    text = "See https://sample.net and https://other-site.com"
    assert check(Draft(text), Situation(RULES)) == ()


@pytest.mark.parametrize(
    ("domain", "host"),
    [
        ("equifaxsecurity2017.com", "securityequifax2017.com"),
        ("equifaxsecurity2017.com", "equifaxsecurity2018.com"),
        ("equifaxsecurity2017.com", "equifax-security-2017.com"),
        ("equifaxsecurity2017.com", "equifaxsecurity2017.org"),
        ("equifaxsecurity2017.com", "equihaxsecurity2017.com"),
        ("northbank.com", "north-bank.com"),
        ("northbank.com", "banknorth.com"),
        ("northbank.com", "northbank-security.com"),
        ("northbank.com", "mynorthbank.com"),
        ("northbank.com", "nortbank.com"),
        ("northbank.com", "norhtbank.com"),
        ("northbank.com", "n0rthbank.com"),
        ("northbank.com", "northbank.co"),
        ("northbank.com", "northbank.com.help.net"),
        ("northbank.com", "northbank-com.net"),
        ("northbank.com", "login.northbank.secure-pages.net"),
        ("northbank.com", "nоrthbank.com"),
        ("northbank.com", "xn--nrthbank-nbh.com"),
        ("northbank.com", "northbänk.com"),
        ("northbank.com", "n0rthb4nk-help.com"),
        ("mainbank.com", "ma1nbank-login.com"),
        ("mainbank.com", "rnainbank-login.com"),
        ("lakebank.com", "1akebank-help.com"),
        ("acme.com", "acme-help.com"),
        ("acme.com", "acmesecurity2025.com"),
        ("acme.com", "acrne.com"),
        ("acme.com", "acme.com.help.example"),
        ("north-bank-direct.com", "bank-north-direct.com"),
    ],
)
def test_a_look_alike_is_stopped_and_the_official_domain_named(domain: str, host: str) -> None:
    profile = type(SAMPLE)(format=1, organisation="O", speaker=SAMPLE.speaker, domains=(domain,))
    text = f"Read https://{host}/help now"
    found = check(Draft(text), Situation(RULES, profile=profile))
    assert [caveat.id for caveat in found] == ["look-alike-link"]
    assert domain in found[0].message
    assert found[0].subject == f"https://{host}/help"


@pytest.mark.parametrize(
    "host",
    ["northbank.com", "www.northbank.com", "help.northbank.com", "NORTHBANK.com", "ico.org.uk"],
)
def test_official_and_known_sites_are_quiet(host: str) -> None:
    profile = type(SAMPLE)(
        format=1, organisation="O", speaker=SAMPLE.speaker, domains=("northbank.com",)
    )
    assert check(Draft(f"Read https://{host}/help"), Situation(RULES, profile=profile)) == ()


@pytest.mark.parametrize(
    "host", ["southbank.org", "bank.com", "nordea-news.com", "heathrow.com", "wordpress.org"]
)
def test_other_sites_are_no_look_alikes(host: str) -> None:
    profile = type(SAMPLE)(
        format=1, organisation="O", speaker=SAMPLE.speaker, domains=("northbank.com",)
    )
    found = check(Draft(f"Read https://{host}/help"), Situation(RULES, profile=profile))
    assert [caveat.id for caveat in found] == ["unofficial-link"]


def test_a_user_before_the_host_is_seen_through() -> None:
    found = look("Log in: http://sample.example@203.0.113.9/login")
    assert [caveat.id for caveat in found if caveat.severity == "stop"] == ["look-alike-link"]


def test_the_own_account_on_a_network_is_quiet() -> None:
    assert look("See https://x.com/SampleHelp/status/1") == ()
    assert [c.id for c in look("See https://x.com/Other/status/1")] == ["unofficial-link"]


def test_words_of_a_link_are_nobodys_wording() -> None:
    assert look("See https://sample.example/only-2-percent-no-evidence") == ()


def test_a_rule_holds_in_its_phases_alone() -> None:
    rule = made(any=("sorry",), phases=("close",))
    assert own("We are sorry", rule, phase="close") == ["sorry"]
    assert own("We are sorry", rule, phase="clarify") == []
    assert own("We are sorry", rule) == []


def test_unless_governs_its_clause_and_what_it_overlaps() -> None:
    rule = made(any=("is safe",), unless=("cannot say", "is safe mode"))
    assert own("We cannot say that it is safe", rule) == []
    assert own("We cannot say, but it is safe", rule) == ["is safe"]
    assert own("We cannot say. It is safe", rule) == ["is safe"]
    assert own("This is safe mode", rule) == []
    assert own("It is safe, we cannot say", rule) == ["is safe"]


@pytest.mark.parametrize(
    "text",
    [
        "No evidence of misuse, your data is safe.",
        "At this time there is no evidence of misuse, all your data is safe.",
        "We have seen no evidence, and no reports, and none of it is new, your data is safe.",
    ],
)
def test_a_denial_does_not_reach_past_a_comma_to_a_new_subject_and_verb(text: str) -> None:
    assert own(text, made(any=("data is safe",), unless=("no evidence",))) == ["data is safe"]


@pytest.mark.parametrize(
    "text",
    [
        "We cannot say that, at present, your data is safe.",
        "We cannot say whether, as of now, your data is safe.",
        "There is no evidence, we are glad to say, that data is safe from it.",
        "No evidence that your cards were used, your data is safe from it or your names are known.",
        "If there is no evidence, your data is safe.",
    ],
)
def test_a_denial_reaches_past_an_aside_a_list_and_a_condition(text: str) -> None:
    assert own(text, made(any=("data is safe",), unless=("no evidence", "cannot say"))) == []


def test_a_share_is_not_a_count() -> None:
    rule = made(any=("fewer than #%",))
    assert own("Fewer than 1.5% and fewer than five per cent", rule) == [
        "Fewer than 1.5%",
        "fewer than five per cent",
    ]
    assert own("Fewer than 500 people", rule) == []


def test_a_question_can_silence() -> None:
    rule = made(any=("is safe",), unless=("?",))
    assert own("It is safe? We do not know. It is safe.", rule) == ["is safe"]


def test_an_omission_is_a_caveat_without_a_span() -> None:
    rule = made(missing=("next update", "more by"))
    assert own("We are on it.", rule) == ["own"]
    assert own("Next update at 18:00.", rule) == []


def test_a_raw_pattern_reads_the_text_as_it_is_in_any_case() -> None:
    assert own("A – B", made(pattern=" – ")) == [" – "]
    assert own("CVE-2031-1", made(pattern=r"cve-\d+-\d+")) == ["CVE-2031-1"]


def test_a_faulty_rule_says_so_and_the_others_go_on() -> None:
    found = own("sorry", made(any=("(a",)), made(pattern="(a"), made(any=("sorry",)))
    assert found == ["own", "sorry"] or found == ["own", "own", "sorry"]


@given(st.text(max_size=300))
def test_any_text_is_answered_with_spans_inside_it(text: str) -> None:
    for caveat in look(text):
        if caveat.start is not None and caveat.end is not None:
            assert 0 <= caveat.start < caveat.end <= len(text)
            assert caveat.subject == text[caveat.start : caveat.end]


@given(
    st.lists(
        st.sampled_from(
            [
                "no",
                "evidence",
                "only",
                "2%",
                "’",
                "“",
                "”",
                "'",
                "-",
                "\n",
                ".",
                "?",
                "safe",
                "data",
                "your",
                "is",
                "{x}",
                "[A",
                "😀",
                "@a",
                "a.b",
                "http://",
                "xn--",
                "(",
                ")",
                "ß",
                "İ",
                "ﬁ",
                "\u200b",
            ]
        ),
        max_size=40,
    )
)
def test_pieces_in_any_order_are_answered(pieces: list[str]) -> None:
    for caveat in look(" ".join(pieces)):
        assert caveat.message
        assert caveat.instead
