"""A record that stops holding says so in every form, and no form says less than it knows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachplay.plain import storable
from breachplay.record.fold import fold
from breachplay.timeline.exports import as_json, as_toml, read_export
from breachplay.timeline.formats import FORMATS
from breachplay.timeline.verify import verify_export

from .made import NOW, Made, small_run

KEPT = {ord("\n"): None, ord("\t"): None}
DAMAGE = "event 11: it is not as it was recorded: its hash does not fit"


def part(form: str) -> str:
    events = small_run().events[:10]
    return FORMATS[form].write(fold(events), events, now=NOW, damage=DAMAGE)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_of_a_damaged_record_says_so(form: str) -> None:
    text = part(form).replace("\r\n ", "")  # a calendar folds its lines
    assert "damage" in text.lower()
    assert DAMAGE in text


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_speaks_of_damage_where_there_is_none(form: str) -> None:
    made = Made().opened()
    assert "damage" not in FORMATS[form].write(made.state, made.events, now=NOW).lower()


@pytest.mark.parametrize("form", ["json", "toml"])
def test_an_export_of_a_damaged_record_never_passes_for_whole(form: str, tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(part(form), encoding="utf-8")
    verdict = verify_export(read_export(file))
    assert not verdict.ok
    assert verdict.seq == 11
    assert DAMAGE in verdict.reason


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_form_holds_a_character_that_a_terminal_obeys(text: str, key: str) -> None:
    made = Made(title=storable(text)).opened()
    made.add("note_added", {"text": storable(text), storable(key): storable(key)})
    for write in (as_json, as_toml):
        assert write(made.state, made.events, now=NOW).translate(KEPT).isprintable()
    for form in ("md", "html", "csv", "ics"):
        exported = FORMATS[form].write(made.state, made.events, now=NOW)
        assert not set(exported) & set("\x00\x07\x08\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066")
