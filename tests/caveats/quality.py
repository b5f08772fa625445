"""How well each rule judges the development set: `python -m tests.caveats.quality`.

The set is our own writing in the manner of real notices: each line a post and the ids that must
warn about it; every other id must not. Precision is the share of warnings that are right, recall
the share of posts to warn about that are found.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from breachplay.caveats import Draft, Situation, check, default_rules
from breachplay.caveats.pack import SAMPLE_FACTS
from breachplay.playbook.placeholders import fill
from breachplay.playbook.profile import SAMPLE

SET = Path(__file__).with_name("development_set.jsonl")


@dataclass
class Figures:
    right: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        found = self.right + len(self.false)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + len(self.missed)
        return self.right / wanted if wanted else 1.0


def posts() -> list[tuple[str, set[str]]]:
    lines = SET.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["text"], set(row["warns"])) for row in rows]


def judge(text: str) -> dict[str, str]:
    """Give the ids that warn about a text, each with the first span it marks."""
    filled = fill(text, {})
    draft = Draft(text=filled.text, stated=filled.stated, gaps=filled.gaps)
    situation = Situation(default_rules(), profile=SAMPLE, facts=SAMPLE_FACTS)
    found: dict[str, str] = {}
    for caveat in check(draft, situation):
        found.setdefault(caveat.id, caveat.subject)
    return found


def figures() -> dict[str, Figures]:
    """Give the figures of every rule that the set has posts for."""
    by_rule: dict[str, Figures] = defaultdict(Figures)
    rows = posts()
    labelled = set().union(*(wanted for _, wanted in rows))
    for text, wanted in rows:
        found = {rule: span for rule, span in judge(text).items() if rule in labelled}
        for rule in wanted | set(found):
            if rule in wanted and rule in found:
                by_rule[rule].right += 1
            elif rule in found:
                by_rule[rule].false.append(f"{found[rule]!r} in {text!r}")
            else:
                by_rule[rule].missed.append(text)
    return dict(by_rule)


def main() -> None:
    print(f"{len(posts())} posts")
    for rule, one in sorted(figures().items()):
        print(
            f"{rule:22} precision {one.precision:.2f}  recall {one.recall:.2f}  right {one.right}"
        )
        for text in one.false:
            print(f"    false:  {text}")
        for text in one.missed:
            print(f"    missed: {text}")


if __name__ == "__main__":
    main()
