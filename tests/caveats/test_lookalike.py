"""Look-alikes of six official domains of different shape, and what must not be taken for one.

The ways are those of the literature on squatting: other endings, words added, left out, put
elsewhere or in place of others, hyphens, slips of the finger, letters that look alike, punycode,
the own name in front of somebody else's domain.
"""

import pytest

from breachplay.caveats import Draft, Situation, check, default_rules
from breachplay.caveats.links import host_as_read
from breachplay.caveats.lookalike import resembles
from breachplay.playbook.profile import Person, Profile

ALIKE = {
    # a short name
    "acme.com": """
        acme.org acme.net acme.co acme-help.com acmehelp.com help-acme.com acmesecurity.com
        acme-security2024.com acme2024.com myacme.com theacme.com wwwacme.com acmecom.net
        acmebreach.org acme-support.co acmesupport.com login-acme.com secure-acme-login.com
        acrne.com acm3.com acmee.com aacme.com acne.com axme.com amce.com acem.com
        acme.com.help.example acme-com.help.org acme.help-site.org acme.com-login.net
        acmé.com аcme.com xn--cme-7cd.com
        """,
    # three words in one
    "samplehealthinsurance.org": """
        samplehealthinsurance.com sampleinsurancehealth.org healthsampleinsurance.org
        samplehealth.org sampleinsurance.org samplehealthclaims.org
        samplehealth-insurance.org sample-health-insurance.org samplehealthinsurances.org
        samplehealthinsurancehelp.org samplehealthinsurance-help.com samplehealthinsurance2024.org
        samplehealthinsurence.org samplehealthinsuranc.org samplehealthinsuarnce.org
        smplehealthinsurance.org saamplehealthinsurance.org samplehelthinsurance.org
        samplehealthlnsurance.org sarnplehealthinsurance.org sämplehealthinsurance.org
        samplehealthinsurance.org.claims.net help.samplehealthinsurance.org.evil.com
        samplehealthinsurance-org.com samplehealth-insurance.claims.net
        """,
    # two words and a year, as in 2017
    "northwindsecurity2017.com": """
        securitynorthwind2017.com securitynorthwind2017.org northwind2017security.com
        northwindsecurity.com northwindsecurity2018.com northwind2017.com northwindbreach2017.com
        northwind-security2017.com northwindsecurity-2017.com northwindsecurity2017.net
        northwindsecuirty2017.com northwindsecurity2O17.com norhtwindsecurity2017.com
        northwindsecurlty2017.com n0rthwindsecurity2017.com northvvindsecurity2017.com
        northwindsecurity2017help.com mynorthwindsecurity2017.com northwindsecurity2017.com.de.tl
        northwindsecurity2017.claims.org nоrthwindsecurity2017.com
        """,
    # a hyphen
    "sample-bank.eu": """
        samplebank.eu bank-sample.eu banksample.eu sample-bank.com samplebank.com sample-banks.eu
        sample-bank-login.eu sample-bank-online.eu secure-sample-bank.eu sample-bank-eu.com
        sample--bank.eu sample.bank.help sample-bnak.eu sample-bamk.eu sampel-bank.eu
        samp1e-bank.eu sampleb4nk.eu sarnple-bank.eu sample-bank.eu.login.example samplе-bank.eu
        """,
    # an ending of two parts
    "fabrikam.co.uk": """
        fabrikam.com fabrikam.org.uk fabrikam.uk fabrikam.co fabrikam.me.uk fabrikam-help.co.uk
        fabrikamhelp.co.uk refund-fabrikam.co.uk fabrikam-breach.co.uk fabrikamuk.com
        fabrikam-co-uk.com fabrikam.co.uk.help.example fabrikam.support.org fabricam.co.uk
        fabriakm.co.uk frabikam.co.uk faabrikam.co.uk fabrikan.co.uk fabrikarn.co.uk
        fabrlkam.co.uk fаbrikam.co.uk
        """,
    # digits
    "store24.de": """
        store24.com store24.shop store-24.de 24store.de store42.de store25.de store2.de stor24.de
        storee24.de stores24.de stroe24.de sotre24.de st0re24.de store24-hilfe.de store24hilfe.de
        store24online.de mystore24.de store24-de.com store24.de.hilfe.example
        store24.help-center.net stоre24.de
        """,
}

PLAIN = """
    example.org wikipedia.org bbc.co.uk theguardian.com nytimes.com reuters.com github.com
    google.com microsoft.com apple.com amazon.com northwest.com northern.com outdoor.com
    windfinder.com outdoors.org sample.com samples.com bank.com bankofamerica.com
    deutsche-bank.de sparkasse.de store.com storage.com restore.org starbucks.com fabric.com
    fabricate.org acmestatic.com academy.com acre.com name.com same.com game.com ace.com
    acute.org acumen.com pacman.com insurance.com healthinsurance.org healthcare.gov insure.com
    who.int nhs.uk ft.com zeit.de spiegel.de heise.de lemonde.fr elpais.com cnn.com status.io
    statuspage.io cloudflare.com fastly.com zendesk.com salesforce.com hubspot.com mailchimp.com
    stripe.com paypal.com visa.com mastercard.com dhl.com ups.com fedex.com usps.com
    royalmail.com wired.com theverge.com techcrunch.com krebsonsecurity.com bleepingcomputer.com
    schneier.com eff.org mozilla.org python.org w3.org ietf.org iso.org owasp.org pagerduty.com
    atlassian.com slack.com zoom.us dropbox.com box.com adobe.com oracle.com ibm.com intel.com
    nvidia.com tesla.com ford.com bmw.de siemens.com sap.com bosch.com shell.com bp.com tesco.com
    sainsburys.co.uk asda.com lidl.de aldi.de ikea.com hm.com zara.com nike.com adidas.com
    puma.com patagonia.com northface.com columbia.com security.org security2017.com
    haveibeenpwned.com ico.org.uk ftc.gov cnil.fr edpb.europa.eu northwindenergy.com
    """
"""Real and likely sites that have nothing to do with any of the six."""

CITED = """
    haveibeenpwned.com identitytheft.gov ico.org.uk ftc.gov cnil.fr bfdi.bund.de aepd.es
    garanteprivacy.it oaic.gov.au priv.gc.ca privacy.org.nz pdpc.gov.sg pcpd.org.hk ppc.go.jp
    gov.br experian.com equifax.com transunion.com schufa.de cisa.gov ncsc.gov.uk bsi.bund.de
    cyber.gc.ca cyber.gov.au cert.govt.nz cert-in.org.in kisa.or.kr cert.br inforegulator.org.za
    """
"""Sites that a notice may cite."""

RULES = tuple(rule for rule in default_rules() if rule.id in {"look-alike-link", "unofficial-link"})


def profile(*domains: str) -> Profile:
    return Profile(
        format=1,
        organisation="Acme",
        speaker=Person(name="Sample Speaker", role="social media manager"),
        domains=domains,
    )


def found(text: str, *domains: str) -> list[str]:
    situation = Situation(RULES, profile=profile(*(domains or ALIKE)))
    return [caveat.id for caveat in check(Draft(text), situation)]


PAIRS = [(official, fake) for official, fakes in ALIKE.items() for fake in fakes.split()]


def test_there_are_enough_of_both() -> None:
    assert len(ALIKE) == 6
    assert len(PAIRS) >= 120
    assert len(PLAIN.split()) >= 120


@pytest.mark.parametrize(("official", "fake"), PAIRS)
def test_a_look_alike_is_seen(official: str, fake: str) -> None:
    assert resembles(host_as_read(fake), "", [official]) == official


@pytest.mark.parametrize("host", PLAIN.split())
def test_a_plain_domain_looks_like_none_of_them(host: str) -> None:
    assert resembles(host, "", ALIKE) is None


@pytest.mark.parametrize("official", ALIKE)
def test_what_lies_under_an_official_domain_is_official(official: str) -> None:
    assert found(f"See https://{official}/help and https://help.status.{official}.") == []


@pytest.mark.parametrize("host", CITED.split())
def test_a_site_that_a_notice_may_cite_is_quiet(host: str) -> None:
    assert found(f"See https://{host}/advice and https://www.{host}.") == []


@pytest.mark.parametrize(
    "link",
    [
        "https://acme.com@evil.example/login",
        "https://acme.com:443@evil.example",
        "https://acme@evil.example",
        "http://www.acme.com@198.51.100.7/now",
        "https://acme.com%2Fhelp@evil.example",
        "https://help.acme.com@haveibeenpwned.com",
    ],
)
def test_what_stands_before_an_at_sign_leads_nowhere(link: str) -> None:
    assert found(f"Sign in at {link}", "acme.com") == ["look-alike-link"]


def test_a_foreign_domain_that_looks_like_nothing_is_only_unofficial() -> None:
    assert found("More at https://example.org/news") == ["unofficial-link"]


def test_the_span_is_the_address_and_the_right_one_is_named() -> None:
    text = "Check it: https://securitynorthwind2017.com/check now."
    situation = Situation(RULES, profile=profile("northwindsecurity2017.com"))
    (caveat,) = check(Draft(text), situation)
    assert caveat.subject == "https://securitynorthwind2017.com/check"
    assert "northwindsecurity2017.com" in caveat.message
    assert caveat.severity == "stop"
