"""Hold our count for Bluesky against npm `@atproto/api` on random texts. Needs node.

    npm install @atproto/api          # once, in any folder outside the checkout
    python -m tests.posts.compare_with_atproto --home THAT_FOLDER --seed 1 --count 20000

Prints every disagreement; exit status 1 when there is one. Top-level domains newer than our list,
and grapheme clusters that the two Unicode versions divide otherwise, are disagreements too.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from breachplay.posts import measure
from tests.posts.generate_texts import texts

DRIVER = Path(__file__).with_name("atproto.js")


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))


def our_answer(text: str) -> list[object]:
    """Graphemes, bytes, and the facets with places in bytes, as the driver prints them."""
    got = measure(text, "bluesky")
    facets = []
    for found in got.entities:
        start = _bytes(text[: found.start])
        facets.append([found.kind, start, start + _bytes(found.text)])
    return [got.length, got.bytes, facets]


def main() -> int:
    """Compare, print what differs, and tell by the exit status."""
    parser = argparse.ArgumentParser(description="Compare counts with Bluesky's own package.")
    parser.add_argument("--home", default=".", help="folder with node_modules/@atproto/api")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000)
    options = parser.parse_args()
    # Half a surrogate pair cannot be posted and has no bytes.
    given = [text for text in texts(options.seed, options.count) if _whole(text)]
    done = subprocess.run(
        ["node", str(DRIVER)],
        input="".join(json.dumps(text) + "\n" for text in given),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ATPROTO": options.home},
    )
    wrong = 0
    for text, line in zip(given, done.stdout.splitlines(), strict=True):
        if (got := our_answer(text)) != (want := json.loads(line)):
            wrong += 1
            print(json.dumps({"text": text, "package": want, "ours": got}))
    print(f"{len(given)} texts, {wrong} disagreements", file=sys.stderr)
    return 1 if wrong else 0


def _whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
