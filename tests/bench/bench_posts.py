"""How long counting takes, beside the JavaScript reference and twitter-text-parser where they are.

    python tests/bench/bench_posts.py
    TWITTER_TEXT=FOLDER python tests/bench/bench_posts.py    # with node; FOLDER has node_modules
    python tests/bench/bench_posts.py --only marks           # rows whose name holds a word

Each row is one text. The first columns are one measurement of it, ours and the reference's (both of
its calls, warm) by turns, the least of each, and the same for twitter-text-parser where it answers
within seconds. The last columns are the text repeated to half a megabyte and to one: how many times
longer twice the text takes, from the least times again. No test asserts a time; this prints them.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from breachplay.posts import measure  # noqa: E402

ORDINARY = (
    "We are investigating a security incident affecting our sign-in page. Some customers may be "
    "unable to log in. We will post the next update at 15:30 UTC: https://acme.com/incident/42 "
    "and answer you here. Questions: @AcmeHelp #AcmeStatus. Thank you for bearing with us all!!"
)
PLAIN = "We are looking into it and will tell you more as soon as we know it for sure "
FAMILIES = (
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1e9\U0001f1ea\U0001f44d\U0001f3fd\u2764\ufe0f"
)
JAPANESE = "\u8abf\u67fb\u4e2d\u3067\u3059\u3002\u60c5\u5831\u6f0f\u6d29"
ARABIC = "\u0646\u062d\u0642\u0642 \u0641\u064a \u0627\u0644\u0623\u0645\u0631 "
MIXED_WAYS = (
    "\u0645\u0631\u062d\u0628\u0627 acme.com \u05e9\u05dc\u05d5\u05dd @acme \u200e#a\u200f "
)
LINKS = "see https://acme.co.uk/a?b=c or acme.com, status.acme.io. "
LABEL = "a" * 62

TEXTS = {
    "ordinary, 250 characters": ORDINARY[:250],
    "plain ASCII, 250": (PLAIN * 4)[:250],
    "Japanese, 140": JAPANESE * 14,
    "Arabic, 280": (ARABIC * 20)[:280],
    "emoji, 140": FAMILIES * 28,
    "links, 12": LINKS * 4,
    "plain ASCII, 25,000": (PLAIN * 400)[:25000],
    "ordinary, 25,000": (ORDINARY * 100)[:25000],
    "Japanese, 25,000": JAPANESE * 2500,
    "Arabic, 25,000": (ARABIC * 2000)[:25000],
    "emoji, 25,000": (FAMILIES * 2500)[:25000],
    "links, 25,000": (LINKS * 500)[:25000],
    "both directions, 25,000": (MIXED_WAYS * 1000)[:25000],
}

HOSTILE = {
    "at signs": "@",
    "hash signs": "#",
    "hash, letter": "#a",
    "hash, letter, space": "#a ",
    "mentions": "@a ",
    "lists": "@acme/a-b ",
    "full-width signs": "\uff20a \uff03a ",
    "cashtags": "$A ",
    "cashtags, joined": "$A",
    "one dot, letters": "a.",
    "dots": ".",
    "hyphens": "a-",
    "dots and hyphens": "a-.-",
    "two labels": "a.b.",
    "schemes": "http://",
    "schemes, letter": "http://a",
    "domains, joined": "a.com.",
    "domains, spaced": "a.com ",
    "domains, lines": "a.com\n",
    "domains, commas": "a.com,",
    "domains, paths": "a.com/a/b?c=d ",
    "domains, ports": "a.com:80/ ",
    "domains, brackets": "a.com/(",
    "nested brackets": "a.com/(a(b)) ",
    "letter in brackets": "(a",
    "underscores": "a.com_",
    "letters after": "a.comx.",
    "long labels": LABEL + ".com ",
    "longer labels": LABEL + "aa.com ",
    "many long labels": LABEL + ".",
    "kana domains": "\u3042.com",
    "kana, then letters": "\u3042.a.a.a.a.",
    "emoji domains": "\U0001f600.com",
    "accents in domains": "caf\u00e9.com ",
    "punycode": "a.xn--",
    "long endings": "a.verm\u00f6",
    "short links": "https://t.co/a?",
    "joined emoji": "\U0001f468\u200d",
    "long joined emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "indicators": "\U0001f1e9",
    "flags by turns": "\U0001f1e9\U0001f1ea\U0001f1fa\U0001f1f8",
    "flags of regions": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "half a region": "\U0001f3f4\U000e0067\U000e0062\U000e0065",
    "keycaps": "1\ufe0f\u20e3",
    "variation selectors": "\ufe0f",
    "hearts": "\u2764\ufe0f",
    "skin tones": "\U0001f44d\U0001f3fd",
    "equal marks": "\u0301",
    "mixed marks": "\u0301\u0316",
    "rising marks": "\u0316\u0301",
    "five marks a letter": "e\u0301\u0316\u0323\u0308\u0338",
    "thirty marks a letter": "e" + "\u0301" * 30,
    "letters and accents": "e\u0301",
    "marks that decompose": "\u0f73",
    "Hangul jamo": "\u1100\u1161\u11a8",
    "vowel jamo": "\u1161",
    "Devanagari joins": "\u0915\u094d\u0937",
    "right to left marks": "\u200f\u0645\u200e",
    "byte order marks": "\ufeff",
    "byte order, domains": "\ufeffa.com",
    "halves": "\ud83d.com",
    "spaces": " ",
    "newlines": "\n",
}

SIZE = 10_000
"""Characters of a hostile row held against the reference."""


class Reference:
    """The reference in one node process, so that it stays warm."""

    def __init__(self, home: str) -> None:
        driver = str(ROOT / "tests" / "posts" / "reference.js")
        self._node = subprocess.Popen(
            ["node", driver, "--time"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "TWITTER_TEXT": home},
            text=True,
        )

    def best(self, text: str) -> float:
        """The least seconds that the reference takes for `text`."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps(text) + "\n")
        self._node.stdin.flush()
        return int(self._node.stdout.readline()) / 1e9


def best(
    work: Callable[[], object],
    spent: float = 0.2,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """The best of as many runs as fit into `spent` seconds, one at least."""
    least, over, runs = 9e9, clock() + spent, 0
    while runs < 1 or clock() < over:
        start = clock()
        work()
        least, runs = min(least, clock() - start), runs + 1
    return least


def python_port() -> Callable[[str], object] | None:
    """`parse_tweet` of twitter-text-parser, if it is installed."""
    try:
        found: Callable[[str], object] = import_module("twitter_text").parse_tweet
    except ImportError:
        return None
    return found


def beside(text: str, reference: Reference | None, rounds: int) -> tuple[float, float | None]:
    """Our least time for `text` and the reference's, taken by turns."""
    ours, node = 9e9, 9e9
    for _ in range(rounds):
        ours = min(ours, best(lambda: measure(text)))
        if reference:
            node = min(node, reference.best(text))
    return ours, node if reference else None


def growth(part: str, rounds: int) -> tuple[float, float, float]:
    """Seconds for half a megabyte and a whole one of `part` repeated, and their ratio.

    Time of the processor, so that other programs of the machine do not count.
    """
    count = 500_000 // len(part.encode("utf-8", "surrogatepass"))
    half, whole = part * count, part * (2 * count)
    once, twice = 9e9, 9e9
    for _ in range(rounds):
        once = min(once, best(lambda: measure(half), 0.1, time.process_time))
        twice = min(twice, best(lambda: measure(whole), 0.2, time.process_time))
    return once, twice, twice / once


def rows(only: str) -> list[tuple[str, str, str]]:
    """Name of each row, the text to measure, and the part whose repetition grows."""
    found = [(name, text, text) for name, text in TEXTS.items()]
    for name, part in HOSTILE.items():
        found.append((name, (part * SIZE)[: SIZE // len(part) * len(part)], part))
    return [row for row in found if only in row[0]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Times of counting.")
    parser.add_argument("--only", default="", help="rows whose name holds this")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--no-growth", action="store_true", help="leave the megabytes out")
    options = parser.parse_args()
    home = os.environ.get("TWITTER_TEXT")
    reference = Reference(home) if home else None
    port = python_port()
    print(
        f"{'text':26}{'ours, us':>10}{'node, us':>10}{'ratio':>7}{'port, us':>11}{'ratio':>8}"
        f"{'0.5 MB, ms':>12}{'1 MB, ms':>10}{'growth':>8}"
    )
    for name, text, part in rows(options.only):
        ours, node = beside(text, reference, options.rounds)
        line = f"{name:26}{ours * 1e6:10.1f}"
        line += f"{node * 1e6:10.1f}{ours / node:7.2f}" if node else f"{'-':>10}{'-':>7}"
        # The port needs minutes for long texts: only those that people write.
        if port and len(text) < 1000:
            other = best(partial(port, text))
            line += f"{other * 1e6:11.1f}{ours / other:8.3f}"
        else:
            line += f"{'-':>11}{'-':>8}"
        if not options.no_growth:
            once, twice, times = growth(part, options.rounds)
            line += f"{once * 1e3:12.1f}{twice * 1e3:10.1f}{times:8.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
