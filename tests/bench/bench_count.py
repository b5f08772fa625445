"""How long `count` takes from the command to its answer, in starts of the bare interpreter.

    python tests/bench/bench_count.py

Processor time of the least of many runs, taken by turns, so that other programs do not count. No
test asserts a time; this prints them.
"""

import compileall
import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 25
TEXTS = {
    "a few words": "We are looking into it.",
    "with a link": "We are looking into it. Next update 15:30: https://acme.com/incident",
    "link, name, tag, emoji": "On it \U0001f64f https://acme.com @AcmeHelp #AcmeStatus",
}
START = "import sys; from breachplay.start import main; main()"


def spent(*arguments: str) -> float:
    """Milliseconds of the processor that an interpreter with these arguments takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Print one row for each text."""
    # As installed: with compiled modules, which an editable install has from its second start on.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(str(ROOT / "breachplay"), quiet=2)
    print(f"{'count':24}{'ms':>8}{'bare ms':>9}{'ratio':>7}")
    for name, text in TEXTS.items():
        for options in ((), ("--on", "x")):
            bare = ours = 9e9
            for _ in range(RUNS):
                bare = min(bare, spent("pass"))
                ours = min(ours, spent(START, "count", text, *options))
            label = " ".join((name, *options))
            print(f"{label:24}{ours:8.1f}{bare:9.1f}{ours / bare:7.2f}")


if __name__ == "__main__":
    main()
