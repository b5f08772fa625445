"""Posts that no longer hold, as `status` tells of them."""

from collections.abc import Callable

from breachplay.record.commands import CheckItem, MarkPosted, SaveDraft, SetFact
from breachplay.record.session import Session
from tests.cli.conftest import Breachplay

Begin = Callable[..., Session]


def test_status_names_a_post_that_no_longer_holds(breachplay: Breachplay, begin: Begin) -> None:
    text = "It affects 80k people."
    with begin() as session:
        session.submit(CheckItem("acknowledge", "secured"))
        session.submit(SetFact("people_affected", "80,000", "confirmed", "ops"))
        session.submit(SaveDraft("d1", text))
        session.submit(MarkPosted("d1", text))
        assert "OUTDATED" not in breachplay("status").out
        assert breachplay("status", "--json").document["outdated"] == []
        session.submit(SetFact("people_affected", "120,000", "reported", "forensics"))
    (line,) = [line for line in breachplay("status").out.splitlines() if "OUTDATED" in line]
    assert line.startswith("OUTDATED     Post 1 (X, ")
    assert line.endswith('says "80k" (people affected); now 120,000 (reported)')
    (one,) = breachplay("status", "--json").document["outdated"]
    assert (one["post"], one["fact"], one["said"]) == (1, "people_affected", "80k")
    assert one["now"]["value"] == "120,000"
