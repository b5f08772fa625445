"""A rule pack with ten mistakes: `check` names every one, with its line and what to do."""

from pathlib import Path

from breachplay.playbook.checking import check_file

PACK = """\
format = 1
id = "house"
title = "House style"
colour = "red"

[[caveat]]
id = "open"
severity = "warm"
any = ["sign (of"]
message = "m"
instead = "i"

[[caveat]]
id = "all"
severity = "warn"
any = ["(a|)", "a|b"]
message = "m"
instead = "i"

[[caveat]]
id = "all"
severity = "warn"
any = ["* start"]
unless = ["?", "closed)"]
message = "m"
instead = "i"

[[caveat]]
id = "ahead"
severity = "warn"
pattern = "(?=x)"
message = "m"
instead = "i"

[[caveat]]
id = "empty"
severity = "note"
message = "m"
instead = "i"
"""

SAID = (
    (4, 'unknown key "colour"'),
    (8, '"severity" in caveat 1 ("open") cannot be "warm"; did you mean "warn"?'),
    (9, "a '(' without its ')'"),
    (16, "every word may be left out"),
    (16, "put alternatives in parentheses"),
    (21, 'id "all" in caveat 3 ("all") is taken already'),
    (23, "stand between words"),
    (24, "a ')' without its '('"),
    (31, "no look-around"),
    (35, 'nothing to look for in caveat 5 ("empty")'),
)


def test_every_mistake_is_named_in_the_order_of_its_line(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text(PACK, encoding="utf-8")
    faults = check_file(file)
    assert [fault.line for fault in faults] == [line for line, _ in SAID]
    for fault, (_, said) in zip(faults, SAID, strict=True):
        assert said in str(fault)
