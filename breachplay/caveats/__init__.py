"""What to worry about: rules of a pack and checks in code over (draft, situation) -> caveats.

`check(draft, situation)` is the public question; it is pure, and linear in the text. Rules are
data (`playbooks/caveats/`); `playbook.phrase` describes the form in which their phrases are
written, `folding` how a draft is made plain for them, `sense` when a phrase is not meant, and
`registry` holds the checks that need code.
"""

from breachplay.caveats.checking import check
from breachplay.caveats.compiled import faults, prepare
from breachplay.caveats.pack import run_examples, run_own_examples
from breachplay.caveats.words import Caveat, Draft, FactView, Situation
from breachplay.playbook.shipped import default_packs, default_rules

__all__ = [
    "Caveat",
    "Draft",
    "FactView",
    "Situation",
    "check",
    "default_packs",
    "default_rules",
    "faults",
    "prepare",
    "run_examples",
    "run_own_examples",
]
