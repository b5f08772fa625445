"""Words from which hashtags are put together, to tell `#databreach` from `#cybersecurity`."""

from functools import lru_cache
from typing import Final

_SAID_WHOLE = """
    cybersecurity ransomware malware password passwords online website websites software hardware
    cyberattack cyberattacks cybercrime infosec fintech healthcare smartphone download update
    upgrade outage downtime offline login logout phishing smishing vishing spyware firewall
    database databases hacktivist newsroom workplace marketplace everyone someone anyone nothing
    something anything everything without within another together whatever whenever tonight
    weekend birthday football baseball basketball blockchain bitcoin android network networks
    understand understanding information informed forever toolkit background feedback holiday
    volunteer volunteers throwback hashtag notable therefore overall inside outside upcoming
"""
_WHOLE: Final = frozenset(_SAID_WHOLE.split())
"""Words that are one, although they could be taken apart."""

_SAID_WORDS = """
    a about access account accounts action actions after again alert alerts all always an and
    answer app apps are as ask at attack attacks aware awareness back bank banking be because best
    better big billing black board book breach breaches break business but buy by call campaign
    can care center centre change chat check city claim class clean clear client clients close
    cloud code come community company connect consumer contact control credit crime crisis
    customer customers cyber daily data day days deal deals delay details digital do dont down
    email emails emergency event exposed fact facts family fast feel find first fix for fraud free
    friday friends from future get give go good great group hack hacked hackers have health hello
    help here home hope hour hours how id identity in incident incidents info is issue issues it
    job jobs join just keep key know late latest law leak leaked leaks learn legal let life line
    link links list live lock lost love loss mail make management mask media member members
    message mobile monday money month more my name need never new news next no not notice now of
    off on one open or our out own page pass pay payment people person phone plan please point
    post power press privacy private problem product protect protection public question questions
    quick read ready real recovery remember report reset response rights safe safety sale save say
    scam scams school secure security see send service services set share shop shopping shut sign
    so social sorry speak staff start statement status stay steps stolen stop story strong student
    students summer support sure system systems take talk team tech technology tell test thank
    thanks that the theft these they think this threat tips time to today together trust truth two
    up update updates us use user users via video wait want warning was watch way we web week
    weeks welcome what when where who why will win with work working world year you your zero acme
    sample factor vendor supplier partner notification disclosure regulation general monitoring
    monitor commitment committed matters first strong stronger transparency
"""
_WORDS: Final = frozenset(_SAID_WORDS.split())

_SHORTEST: Final = 6
_LONGEST: Final = 60


@lru_cache(maxsize=256)
def several(tag: str) -> tuple[str, ...]:
    """Give the words of a tag in small letters; none where it is one word, or not understood."""
    if not _SHORTEST <= len(tag) <= _LONGEST or tag in _WHOLE or tag in _WORDS:
        return ()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(tag)
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - 15), end):
            before, word = best[start], tag[start:end]
            known = word in _WORDS or word in _WHOLE or (word.isdigit() and start > 0)
            if before is None or not known:
                continue
            split = (*before, word)
            held = best[end]
            if held is None or len(split) < len(held):
                best[end] = split
    words = best[-1] or ()
    spoken = [word for word in words if not word.isdigit()]
    return words if len(spoken) > 1 and len(spoken) * 2 <= len(tag) else ()
