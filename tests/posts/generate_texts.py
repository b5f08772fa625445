"""Texts drawn at random for holding our count against the JavaScript reference.

The same seed gives the same texts. They are made of words of many scripts, emoji of every kind,
links of odd forms, mentions, tags, controls and joins, glued together with and without spaces, and
now and then damaged character by character.

    python -m tests.posts.generate_texts --seed 1 --count 1000      # one JSON string a line
"""

import argparse
import json
import random
from collections.abc import Iterator


def _words(rows: str) -> list[str]:
    # Split at plain spaces only: some of the words hold spaces of other kinds.
    return [word for row in rows.split("\n") for word in row.split(" ") if word]


WORDS = _words("""
we are investigating a security incident affecting some customers status update UTC 14:30 v1.2.3
node.js e.g. i.e. U.S. don't "quoted" (see 1.5 3.14% $5.00 100 #1 50/50 and/or rock&roll a.b.c ...
. : ! ? na\u00efve caf\u00e9 cafe\u0301 Stra\u00dfe \u00c5ngstr\u00f6m a\u030a \u212b i\u0307
\ufb01n \u1e9b\u0323 \u041f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440
\u0395\u03bb\u03bb\u03ac\u03b4\u03b1 \u03b9 \u0399 \u0645\u0631\u062d\u0628\u0627
\u05e9\u05dc\u05d5\u05dd \u0939\u093f\u0928\u094d\u0926\u0940 \u0e44\u0e17\u0e22
\u8abf\u67fb\u4e2d\u3067\u3059\u3002 \u60c5\u5831\u6f0f\u6d29 \u307f\u3093\u306a
\u30ab\u30fc\u30c9 \uff76\uff9e \uc870\uc0ac \u1100\u1161\u11a8 \u10d2\u10d4 \u1c92\u1c94
\u0570\u0561\u0575 \u1ea4n \u0110\u1ed3ng \U00010400\U00010428 \U0001d400\U0001d7ce \U00020000
\u00aa\u00b5\u00b7 \u2014 \u2013 \u2026 \u201cso\u201d \u2018a\u2019 \u20ac5 \u2122 \u00a9 \u00ae
\u00bd \u00b2 \u2030 \u203c \u2049 \u2190 \u2244
\u0915\u094d\u0937 \u0ba8\u0bbf \u0d95\u0dca\u200d\u0dba \u0e01\u0e33 \u1780\u17d2\u1780
\u1112\u1161\u11ab\u1100\u1173\u11af \u1100\u1100\u1161 \u11a8 \uac00\u11a8 \u115f\u1161
\u0627\u0644\u0652 \u05e9\u05c1\u05bc \u200f\u05d0\u200e \u2067abc\u2069 \ufdfa \u0f40\u0f71\u0f72
\u1e0b\u0323 \u1d15f \U0001d15e\U0001d165 \U0001112c\U00011131 \u304b\u3099 \u1019\u103c\u102d
""")

# fmt: off
EMOJI = [
    "\U0001f600", "\U0001f44d\U0001f3fd", "\U0001f44d", "\U0001f1e9\U0001f1ea",
    "\U0001f1fd\U0001f1e9\U0001f1ea", "\U0001f1fa\U0001f1f8", "\U0001f1e6",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468",
    "\U0001f469\U0001f3fe\u200d\U0001f4bb", "\U0001f468\u200d\u2695\ufe0f",
    "\U0001f468\u200d\u2695", "\U0001f575\ufe0f\u200d\u2640\ufe0f",
    "\U0001f575\U0001f3fb\u200d\u2642\ufe0f", "\U0001f575\u200d\u2642\ufe0f",
    "\U0001f3c3\u200d\u2640\ufe0f", "\U0001f3c3\U0001f3fc\u200d\u2640\ufe0f",
    "\U0001f46f\u200d\u2642\ufe0f", "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f3f3\ufe0f",
    "\U0001f3f4\u200d\u2620\ufe0f", "\U0001f441\u200d\U0001f5e8",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065", "1\ufe0f\u20e3", "2\u20e3", "#\ufe0f\u20e3",
    "*\ufe0f\u20e3", "#\u20e3", "\u00a9\ufe0f", "\u00ae\ufe0f", "\u2122\ufe0f", "\u2122\ufe0e",
    "\u265f\ufe0f", "\u2764\ufe0f", "\u2764", "\u2764\ufe0e", "\u26f9\ufe0f", "\u26f9\U0001f3ff",
    "\u261d\ufe0f\U0001f3fb", "\u261d\ufe0e", "\u270b\U0001f3fe", "\u270b\ufe0f",
    "\U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1", "\U0001fae0", "\U0001f90c\U0001f3fd",
    "\U0001f3fb", "\ufe0f", "\u200d", "\U0001f9de\u200d\u2640\ufe0f",
    "\U0001f9b8\U0001f3fd\u200d\u2642\ufe0f", "\u231a\ufe0f", "\u3030\ufe0f", "\u2049\ufe0f",
    "0\ufe0f\u20e3", "9\u20e3", "\u2a00\ufe0f\u20e3", "a\u20e3", "\ufe0f\u20e3",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\U0001f3f4\U000e0075\U000e0073\U000e0063\U000e0061\U000e007f", "\U000e0067", "\U000e007f",
    "\U0001f469\U0001f3fb\u200d\U0001f9b0", "\U0001f468\u200d\u2764\ufe0f\u200d\U0001f468",
    "\U0001f469\u200d\u2764\u200d\U0001f468", "\U0001f1ff\U0001f1ff", "\U0001f46b\U0001f3fd",
    "\U0001f9d1\U0001f3fb\u200d\U0001f4bb", "\U0001f3f3\ufe0f\u200d\u26a7\ufe0f", "\u26a7\ufe0f",
    "\U0001f408\u200d\u2b1b", "\U0001f574\U0001f3fb", "\u26f9\ufe0f\u200d\u2640\ufe0f",
    "\u3297", "\U0001f004\ufe0e", "\ue50a", "\U0001f590\U0001f3fd", "\U0001f590\ufe0f",
]
# fmt: on

HOSTS = _words("""
example.com acme.example status.acme.io acme.co.uk t.co x.com T.CO EXAMPLE.COM a.b a.co file.zip
node.js foo_bar.com foo_bar.baz.com foo.bar_baz.com -a.com a-.com a-b.com sub.-x.com 1.2.3.4 1.com
\u4f8b\u3048.jp \u4f8b\u3048.\u307f\u3093\u306a example.\u307f\u3093\u306a
\u043f\u0440\u0435\u0437\u0438\u0434\u0435\u043d\u0442.\u0440\u0444 a.\u0420\u0424
\u0930\u093e\u091c.\u092d\u093e\u0930\u0924 caf\u00e9.com m\u00fcnchen.de xn--80ak6aa92e.com
a.xn--p1ai xn--a\u00e9.com a.xn--p1ai\u00e9 foo.verm\u00f6gensberatung foo.VERM\u00d6GENSBERATER
\U0001f600.com \U0001f600a.com a\U0001f600.com i\u2764.ws \u2764\ufe0f.com .com a..com a.com.b.jp
a.comb a.com\u307f.jp a.com-b a.com+b equifaxsecurity2017.com acme.computing acme.c
equifax.com\u4e2d\u6587.cn b.\u5609\u91cc\u5927\u9152\u5e97 b.\u5609\u91cc\u5927 b.\u10d2\u10d4
b.\u1c92\u1c94 a\u3002b.com \u3042a.com x\u3042y.com.\u3042z.org a.comx.\u3042.a.com "a.com `a.com
a.\u3042.com \u3042.a.com.\u3042.jp
\ud55c\uad6d.com \u1112\u1161\u11ab.kr \u0915\u094d\u0937.\u092d\u093e\u0930\u0924 caf\u00e9-b.com
\u00e9.com.\u00e9.com -\u00e9.com \u00e9-.com a\u0301.com \u0301a.com xn--caf-dma.com a.com\uff0fx
\uff41.com \u00e9t.co \u0645\u062b\u0627\u0644.\u0625\u062e\u062a\u0628\u0627\u0631
""")

# fmt: off
PATHS = [
    "", "", "", "/", "/a", "/incident/2026-11-24", "/a.", "/a/.", "/(a)", "/(a", "/a_(b)_c",
    "/a(b(c)d)e", "/(a(b)", "/()", "/!", "/a!", "/a,b;", "/@acme/", "/@acme", "/@", "/\u041f",
    "/\u30d1\u30b9", "/caf\u00e9", "/a\u2013", "/~b|c", "/[a]", "/#top", "/\u03b9", "?", "?a",
    "?a=1&b=2", "?a=1.", "?!", "/?q=a%20b", "/x?q=(a)", "/x?", ":80", ":80/", ":8080/x?y=z#w",
    ":", ":a", "/a?b?c", "#frag", "/AbC123", "/AbC123?s=20", "/abc.def", "/" + "a" * 41,
    "/" + "b" * 40, "/a'b", "/1\ufe0f\u20e3", "/\U0001f600",
    ":80/a_(b)?c=(d)", ":0", ":80?a", ":80#a", "/(\u041f\u0440)", "/a?\u041f", "/a(b)c(d)",
    "/\u00fc?q=\u00fc",
    "/a/(b(c))/d", ":443/(a).", "/?", "/a=b;c", "/~", "/%20", "/a\u0301",
]
# fmt: on

# fmt: off
SCHEMES = [
    "", "", "", "http://", "https://", "HTTPS://", "http:/", "ftp://", "https://www.", "//",
    "://", "https://https://",
]
# fmt: on

NAMES = _words("""
AcmeHelp acme_help a 12345 abcdefghijklmnopqrst abcdefghijklmnopqrstu abcdefghijklmnopqrstuvwxyz
acme/staff acme/9 acme/a-b- acme/abcdefghijklmnopqrstuvwxyz acme/ a\u00e9 acme://x acme. acme@x
acme\uff20x RT _ -
acme/a_b acme/\u00e9 acme/list, acme//x acme/list/more Acme. acme! \uff20acme acme/li-st.
""")

TAGS = _words("""
breach 1 1a 2026 a1 _ __a \u60c5\u5831\u6f0f\u6d29 caf\u00e9 \u0e44\u0e17\u0e22 a\u00b7b a\u200db
a\u200c \U00010400x \U00020000 \ufe0fa \u20e3a a\ufe0f a#b a://b \u0967 \u0967\u0915 \uff11
\uff11\uff41 a.com a\U0001f600 \u30fb \u30fba \u05d0\u05f3 \u1c80 \U0001d7ce \U0001d7cea \u0345
\u03b9 A-B
\u0915\u094d\u0937 \u1100\u1161 \uac00\u11a8 1\u0301 a\u0e33 \uff41\uff3f \u200ea a\u200f a)
\u0627\u0644\u0652 a\u2019s
""")

CASHES = _words("""
A ACME ABCDEFG ABC.D ABC.DE ABC.DEF ABC_D A1 acme ACME, ACME\u2014 ACME\u00a0 a.b.c ACME$B \u00c4
A\ufeff A\u0085 BRK.A BRK_AB A.BC. ACME) ACME\u3002 \uff21 TOOLONGX A.1
""")

# fmt: off
GLUE = [
    " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", "", "", "", "\n", "\t",
    ".", ",", "-", "_", "/", ":", "@", "#", "$", "&", "!", "(", ")", "'", '"', "\u3000", "\u00a0",
    "\u200b", "\u200e", "\u202a", "\u2066", "\ufeff", "\ufffe", "\uffff", "\u0301", "\u0316",
    "\ufe0e", "\ufe0f", "\u00e9", "\u3001", "\u3002", "\uff20", "\uff03", "\ud83d", "\ude00",
    "rt", "RT:", " RT", "\x00", "\x1b", "\x85", "\u180e", "\u2028", "x", "7", "\U0001f600",
    "\u061c", "\u00ad",
]
# fmt: on

# fmt: off
DENSE = [
    "a", "a", "b", "7", "\u00e9", "\u3042", "\U0001f600", "\ud83d", "\ude00", "\u0301", "\u03b9",
    "\u0430", "com", "co", "jp", "xn--", "vE", "rm\u00f6gensberater", "\u307f\u3093\u306a",
    "\u5609\u91cc", "\u5927\u9152\u5e97", ".", ".", ".", ".", ".com", ".co", "-", "_", "/", "/",
    "(", "(", ")", ")", "http://", "https://", "http", "://", "t.co/", "@", "@", "#", "#", "$",
    "?", "=", "!", ",", ":", "&", "+", "~", "|", "'", '"', "`", "\u2013", "\u3002", " ", " ",
    "\n", "RT", "rt:", "\ufe0f", "\u20e3", "\u200d", "\U0001f468", "\u200e", "\ufeff", "\x01",
    "\u00b7", "\u0967", "\uff03", "\uff20", "*", "[", "]", "%", ";",
]
# fmt: on
"""For texts that are all joints: every rule's edge meets every other's."""

# fmt: off
MARKS = [
    "\u0300", "\u0301", "\u0316", "\u0323", "\u0345", "\u0f73", "\u0f71", "\u3099", "\u0338",
]
# fmt: on


def _long_address(pick: random.Random) -> str:
    """An address about as long as one may be: 63 in a label, 4096 in all."""
    letter: str = pick.choice(("a", "\u00e9", "\u3042", "\U0001f600", "a\u3002"))
    label = letter * pick.randint(1, 66 // len(letter)) + pick.choice(("", "a", "\u3042a"))
    path: str = "/" + "a" * pick.choice((0, 9, *range(4000, 4080, 8), *range(4066, 4090)))
    return pick.choice(SCHEMES) + label + pick.choice((".com", ".\u307f\u3093\u306a")) + path


def _piece(pick: random.Random) -> str:
    kind = pick.random()
    if kind < 0.006:
        return _long_address(pick)
    if kind < 0.42:
        return pick.choice(WORDS)
    if kind < 0.54:
        return "".join(pick.choices(EMOJI, k=pick.choice((1, 1, 2, 3))))
    if kind < 0.74:
        return pick.choice(SCHEMES) + pick.choice(HOSTS) + pick.choice(PATHS)
    if kind < 0.82:
        return pick.choice("@@@\uff20") + pick.choice(NAMES)
    if kind < 0.92:
        return pick.choice("###\uff03") + pick.choice(TAGS)
    if kind < 0.97:
        return "$" + pick.choice(CASHES)
    return pick.choice("aeo\u0915") + "".join(pick.choices(MARKS, k=pick.randint(1, 6)))


def _damaged(text: str, pick: random.Random) -> str:
    chars = list(text)
    for _ in range(pick.randint(1, 6)):
        place = pick.randrange(len(chars) + 1)
        what = pick.random()
        if what < 0.4 and place < len(chars):
            del chars[place]
        elif what < 0.8:
            chars.insert(place, pick.choice(GLUE))
        elif chars:
            chars.insert(place, pick.choice(chars))
    return "".join(chars)


def _whole(text: str) -> str:
    # Two halves that meet by chance are one character everywhere but in a Python string.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def texts(seed: int, count: int) -> Iterator[str]:
    """`count` texts; the same for the same seed. Some are empty, some far over any limit."""
    pick = random.Random(seed)
    for _ in range(count):
        parts: list[str] = []
        if pick.random() < 0.3:
            parts = pick.choices(DENSE[: pick.choice((40, 60, None))], k=pick.randint(2, 40))
            yield _whole("".join(parts))
            continue
        loose = pick.random() < 0.6
        for _ in range(pick.choice((0, 1, 1, 2, 3, 4, 6, 9, 14, 25, 45))):
            parts += [_piece(pick), " " if loose and pick.random() < 0.8 else pick.choice(GLUE)]
        text = "".join(parts[:-1] if pick.random() < 0.7 else parts)
        if pick.random() < 0.3:
            text = _damaged(text, pick)
        yield _whole(text)


def main() -> None:
    """Print the texts as JSON, one a line."""
    parser = argparse.ArgumentParser(description="Random texts for comparing counts.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    for text in texts(options.seed, options.count):
        print(json.dumps(text))


if __name__ == "__main__":
    main()
