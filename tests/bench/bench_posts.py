"""How long counting takes, beside the JavaScript reference and twitter-text-parser where they are.

    python tests/bench/bench_posts.py
    TWITTER_TEXT=FOLDER python tests/bench/bench_posts.py    # with node; FOLDER has node_modules

Each row is one text: our best time, the reference's median (both calls, warm), their ratio, and
the growth: how many times longer twice the text takes. No test asserts a time; this prints them.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
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

TEXTS = {
    "ordinary, 250 characters": ORDINARY[:250],
    "plain ASCII, 250": (PLAIN * 4)[:250],
    "Japanese, 140": (JAPANESE * 14),
    "emoji, 140": FAMILIES * 28,
    "links, 12": "see https://acme.co.uk/a?b=c or acme.com, status.acme.io. " * 4,
    "ordinary, 25,000": (ORDINARY * 100)[:25000],
    "Japanese, 25,000": JAPANESE * 2500,
    "emoji, 25,000": FAMILIES * 2500,
    '"a." * 5000': "a." * 5000,
    '"http://" * 2000': "http://" * 2000,
    "10,000 equal marks": "a" + "\u0301" * 10000,
    "10,000 mixed marks": "a" + "\u0301\u0316" * 5000,
}

HOSTILE = [
    *("@", "#", "#a", "@a ", "$A ", "a.b.", "http://a", "a.com.", "a.com ", "a.com/(", "(a"),
    *("a.com_", "a.comx.", "\u3042.com", "\u3042.a.a.a.a.", "\U0001f600.com", "a.xn--"),
    *(
        "\U0001f468\u200d",
        "\U0001f1e9",
        "\u0301\u0316",
        "\u0f73",
        "https://t.co/a?",
        "a.verm\u00f6",
    ),
]


def best(work: Callable[[], object], spent: float = 0.15) -> float:
    """The best of as many runs as fit into `spent` seconds, three at least."""
    least, over, runs = 9e9, time.perf_counter() + spent, 0
    while runs < 3 or time.perf_counter() < over:
        start = time.perf_counter()
        work()
        least, runs = min(least, time.perf_counter() - start), runs + 1
    return least


def reference_times() -> list[float | None]:
    """Seconds that the reference takes for each text, None where it is not there."""
    home = os.environ.get("TWITTER_TEXT")
    if not home:
        return [None] * len(TEXTS)
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "posts" / "reference.js"), "--time", "3000"],
        input="".join(json.dumps(text) + "\n" for text in TEXTS.values()),
        capture_output=True,
        text=True,
        check=True,
    )
    return [int(line) / 1e9 for line in done.stdout.split()]


def python_port() -> Callable[[str], object] | None:
    """`parse_tweet` of twitter-text-parser, if it is installed."""
    try:
        found: Callable[[str], object] = import_module("twitter_text").parse_tweet
    except ImportError:
        return None
    return found


def main() -> None:
    """Print both tables."""
    port = python_port()
    print(f"{'text':26}{'ours':>10}{'node':>10}{'ratio':>8}{'port':>11}{'ratio':>8}")
    for (name, text), node in zip(TEXTS.items(), reference_times(), strict=True):
        ours = best(lambda text=text: measure(text))
        row = f"{name:26}{ours * 1e6:8.1f}us"
        row += f"{node * 1e6:8.1f}us{ours / node:8.2f}" if node else f"{'-':>10}{'-':>8}"
        # The port needs minutes for hostile texts: only texts that people write.
        if port and len(text) < 1000:
            other = best(lambda text=text: port(text))
            row += f"{other * 1e6:9.1f}us{ours / other:8.3f}"
        print(row)
    print(f"\n{'hostile, repeated':26}{'500 kB':>10}{'1 MB':>10}{'growth':>8}")
    for part in HOSTILE:
        count = 500_000 // len(part)
        once = best(lambda part=part, count=count: measure(part * count), 0)
        twice = best(lambda part=part, count=count: measure(part * (2 * count)), 0)
        growth = twice / once
        print(f"{part!a:26}{once * 1e3:8.1f}ms{twice * 1e3:8.1f}ms{growth:8.2f}")


if __name__ == "__main__":
    main()
