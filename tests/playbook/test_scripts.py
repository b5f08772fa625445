"""What an author of scripts is told: steps in order, one thing each, of what there is."""

from pathlib import Path

from breachplay.playbook.new import new_text

from .samples import changed, check_text

MISTAKES = """\
format = 1
id = "bad"
title = "Bad"
scenario = "paste-at-0840"

[[step]]
at = "5m"
check = ["get-ready/name-rolls"]

[[step]]
at = "4m"
note = "Back in time."

[[step]]
at = "6m"
answers = "past"

[[step]]
at = "7m"
post = { template = "acknowledge/frist", text = "Both." }

[[step]]
at = "8m"
reply = { text = "Hello." }

[[step]]
at = "9m"
note = "One."
phase = "clarify"

[[step]]
at = "10m"
fact = { name = "people_affectd", status = "certain" }

[[step]]
at = "11m"
milestone = "awhere"

[[step]]
at = "12m"
clock = { id = "gdpr-34x", evidence = "x", where = "y" }

[[step]]
at = "13m"
note = "Two."
ago = "5h"

[[step]]
at = "14m"
answers = "journalist"
note = "They have not called yet."

[[step]]
at = "30m"
post = { template = "acknowledge/first", corrects = "peeple_affected" }
"""


def test_every_mistake_has_its_line(tmp_path: Path) -> None:
    assert check_text(tmp_path, MISTAKES) == [
        'file.toml:8:10: "check" in step 1 ("5m") names no item: "get-ready/name-rolls"; '
        'did you mean "get-ready/name-roles"?',
        'file.toml:11:1: "at" in step 2 ("4m") goes back to "4m"; put the steps in their order',
        'file.toml:14:3: nothing is done in step 3 ("6m"); add one of check, skip, fact, '
        "milestone, clock, waive, phase, post, reply, question, note",
        'file.toml:16:1: "answers" in step 3 ("6m") names no inject: "past"; did you mean "paste"?',
        'file.toml:20:1: "post" in step 4 ("7m") needs one of text and template; '
        "give the text, or the template as phase/post",
        'file.toml:20:10: "template" in step 4 ("7m"), [post] names no template: '
        '"acknowledge/frist"; did you mean "acknowledge/first"?',
        'file.toml:24:1: "reply" in step 5 ("8m") answers nobody; '
        'add answers = "..." with the inject',
        'file.toml:28:1: "note" in step 6 ("9m") stands beside "phase"; make two steps of it',
        'file.toml:33:10: "name" in step 7 ("10m"), [fact] names no fact: "people_affectd"; '
        'did you mean "people_affected"?',
        'file.toml:33:35: "status" in step 7 ("10m"), [fact] cannot be "certain"; '
        'write one of "confirmed", "reported", "retracted", "unknown"',
        'file.toml:37:1: "milestone" in step 8 ("11m") names no milestone: "awhere"; '
        'did you mean "aware"?',
        'file.toml:41:11: "id" in step 9 ("12m"), [clock] names no clock: "gdpr-34x"; '
        'did you mean "gdpr-34"?',
        'file.toml:46:1: "ago" in step 10 ("13m") says nothing without "milestone"; take it out',
        'file.toml:49:1: "at" in step 11 ("14m") is before "journalist" comes, which is at "20m"; '
        "answer it later",
        'file.toml:55:42: "corrects" in step 12 ("30m"), [post] names no fact: '
        '"peeple_affected"; did you mean "people_affected"?',
    ]


def test_an_end_before_the_last_step_and_a_question_that_nobody_asks(tmp_path: Path) -> None:
    text = changed(new_text("script", "a"), 'end = "95m"', 'end = "20m"')
    text = changed(text, '"Which minute would you like to', '"Which minutes would you like to')
    early, unasked = check_text(tmp_path, text)
    assert '"end" in the script is "20m", before the last step; put it later, or take' in early
    assert 'names no question: "Which minutes would' in unasked
    assert 'did you mean "Which minute would you like to have again' in unasked


def test_a_scenario_that_is_not_there(tmp_path: Path) -> None:
    text = changed(new_text("script", "a"), '"paste-at-0840" ', '"paste-at-0940" ')
    (fault,) = check_text(tmp_path, text)
    assert 'no scenario is called "paste-at-0940"; did you mean "paste-at-0840"?' in fault


def test_a_scenario_with_faults_of_its_own_is_checked_first(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("format = [")
    text = changed(new_text("script", "a"), '"paste-at-0840" ', '"own" ')
    (fault,) = check_text(tmp_path, text)
    assert (
        '"scenario" in the script cannot be used: it has faults of its own: check it first' in fault
    )
