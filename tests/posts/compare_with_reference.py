"""Hold our count against the JavaScript reference on random texts. Needs node.

    npm install twitter-text@3          # once, in any folder outside the checkout
    python -m tests.posts.compare_with_reference --home THAT_FOLDER --seed 1 --count 20000
    python -m tests.posts.compare_with_reference --home THAT_FOLDER --count 600 --write FILE

Prints every disagreement; exit status 1 when there is one. With `--write` the texts and the
reference's answers are kept as test vectors.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.posts.answers import Answer, our_answer
from tests.posts.generate_texts import texts

DRIVER = Path(__file__).with_name("reference.js")


def reference_answers(given: Sequence[str], home: str) -> list[Answer]:
    """What the reference in the folder `home` answers for each text."""
    lines = "".join(json.dumps(text) + "\n" for text in given)
    done = subprocess.run(
        ["node", str(DRIVER)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TWITTER_TEXT": home},
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    """Compare, print what differs, and tell by the exit status."""
    parser = argparse.ArgumentParser(description="Compare counts with the reference.")
    parser.add_argument("--home", default=".", help="folder with node_modules/twitter-text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--write", type=Path, help="keep texts and answers as test vectors")
    options = parser.parse_args()
    given = list(texts(options.seed, options.count))
    wanted = reference_answers(given, options.home)
    wrong = 0
    for text, want in zip(given, wanted, strict=True):
        if (got := our_answer(text)) != want:
            wrong += 1
            print(json.dumps({"text": text, "reference": want, "ours": got}))
    print(f"{len(given)} texts, {wrong} disagreements", file=sys.stderr)
    if options.write:
        rows = [json.dumps([text, want]) for text, want in zip(given, wanted, strict=True)]
        options.write.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
