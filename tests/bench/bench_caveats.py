"""How long caveats take: `python -m tests.bench.bench_caveats`.

Prints the first check in a fresh process, an ordinary text with every rule on, and how time
grows with the text. Nothing here asserts a time.
"""

import subprocess
import sys
import time
from statistics import median

from breachplay.caveats import Draft, Situation, check, default_rules
from breachplay.caveats.pack import SAMPLE_FACTS
from breachplay.playbook.profile import SAMPLE

ORDINARY = (
    "We are investigating a security incident that affects our sign-in page. We closed the access "
    "at 02:40 UTC. What to do now: change your password, and watch your bank statements. Next "
    "update by 18:00 UTC on https://status.sample.example"
)
WORRYING = (
    "Your data is safe: there’s no evidence of misuse, and only a small number of us was hit "
    "by this sophisticated attack. We believe it was phishing. Call +44 20 7946 0018 or see "
    "https://sample-help.com"
)
LONG = {
    "ordinary": ORDINARY + " ",
    "worrying": WORRYING + " ",
    "no no no": "no ",
    "only 1 ": "only 1 ",
    "quotes": '"no evidence" ',
    "digits": "4111 ",
    "dots": "a.",
    "at": "a@",
    "brackets": "[A ",
    "curly": "we’re ",
    "spaces": "no  ",
    "phones": "+44 20 7946 0018 ",
    "http": "http://",
    "your": "your safe is data ",
    "appears": "it appears to ",
}
SITUATION = Situation(default_rules(), profile=SAMPLE, facts=SAMPLE_FACTS)


def seconds(text: str, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        check(Draft(text), SITUATION)
        taken.append(time.perf_counter() - start)
    return median(taken)


def first(text: str) -> str:
    code = (
        "import time; from breachplay.caveats import *;"
        "from breachplay.playbook.profile import SAMPLE;"
        "from breachplay.posts import measure;"
        "s = Situation(default_rules(), profile=SAMPLE); import sys; measure('warm');"
        "t = time.perf_counter(); check(Draft(sys.argv[1]), s);"
        "print(f'{(time.perf_counter() - t) * 1e3:.0f} ms')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, text], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def main() -> None:
    print(f"first check, one letter:       {first('W')}")
    print(f"first check, ordinary text:    {first(ORDINARY)}")
    print(f"first check, worrying text:    {first(WORRYING)}")
    for name, text in (("ordinary", ORDINARY), ("worrying", WORRYING)):
        print(f"{name} text, {len(text)} characters: {seconds(text, 200) * 1e6:.0f} us")
    for name, piece in LONG.items():
        figures = []
        for size in (10_000, 100_000, 1_000_000):
            text = piece * (size // len(piece))
            figures.append(f"{seconds(text, 1):8.3f} s")
        print(f"{name:10} 10 kB, 100 kB, 1 MB: {'  '.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
