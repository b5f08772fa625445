"""Small valid files for tests to break, and the ways to read what is said about them."""

from pathlib import Path

from breachplay.playbook.checking import check_file
from breachplay.playbook.read import Faulty, decode_playbook

PLAYBOOK = """\
format = 1
id = "small"
title = "Small"
summary = "A small playbook."

[facts.service]
label = "Service"
ask = "Which service?"

[[phase]]
id = "acknowledge"
title = "Acknowledge"
goal = "Say that it happened."
update_every = "60m"

  [[phase.item]]
  id = "speaker"
  text = "The speaker is named"
  why = "Somebody must post."
  role = "lead"
  required = true
  due = "aware+1h"

  [[phase.post]]
  id = "first"
  title = "First"
  text = "We look into {service}."

  [[phase.answer]]
  asked = "Was my password stolen?"
  text = "We do not know yet. {contact_page}"

[[phase]]
id = "clarify"
title = "Clarify"
goal = "Say what is known."

[[caveat]]
id = "no-blame"
severity = "warn"
any = ["human error"]
phases = ["clarify"]
message = "This blames somebody."
instead = "Say what you do about it."
"""

PROFILE = """\
format = 1
organisation = "Acme"
domains = ["acme.example"]
timezone = "Europe/Berlin"
status_page = "https://status.acme.example"

[speaker]
name = "Sample Speaker"
role = "social media manager"

[handles]
x = "AcmeHelp"

[contact]
email = "help@acme.example"
phone = "+1 202-555-0147"
page = "https://acme.example/help"
"""


def changed(text: str, old: str, new: str) -> str:
    """Give the text with one piece of it changed, which must be there exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def faults_of(text: str) -> list[str]:
    """Give what is said of a playbook's text, one line a fault."""
    try:
        decode_playbook(text, "playbook.toml")
    except Faulty as faulty:
        return str(faulty).split("\n")
    return []


def check_text(folder: Path, text: str | bytes, name: str = "file.toml") -> list[str]:
    """Give what `breachplay check` says of a file with this text, without its folder."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(fault).removeprefix(f"{folder}/") for fault in check_file(path)]
