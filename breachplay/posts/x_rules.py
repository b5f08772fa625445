"""The character classes that X's rules are made of, as the insides of regular expression sets.

Source: npm `twitter-text` 3.1.0 (Apache-2.0, Copyright Twitter, Inc.). Each set was asked of the
reference character by character in Node 20, with the flags the reference uses, so that what its
case-insensitive matching adds (the iota that uppercases like a combining one, say) is in them.
Python's own IGNORECASE would add others, so we never use it.
"""

__all__ = [
    "ACCENTS",
    "ACCENTS_ANY_CASE",
    "AFTER_TLD",
    "INVALID",
    "NOT_BEFORE_LINK",
    "NOT_IN_DOMAIN",
    "PATH",
    "PATH_NOT_AT_END",
    "PUNCTUATION",
    "QUERY",
    "QUERY_NOT_AT_END",
    "SPACES",
]

PUNCTUATION = r"!#-/:-@\[-_{-~"
"""ASCII punctuation but for the double quote and the backtick."""

SPACES = r"\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

INVALID = r"\ufeff\ufffe\uffff"
"""Characters that X refuses."""

NOT_IN_DOMAIN = PUNCTUATION + SPACES + INVALID + r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""No label of a domain holds these, except `-` and `_` inside. Everything else may stand there."""

NOT_BEFORE_LINK = r"#$0-9@-Za-z\uff03\uff20" + INVALID

AFTER_TLD = r"0-9@+\-A-Za-z"
"""A top-level domain ends only where none of these follows."""

ACCENTS = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272"
    r"\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
"""Accented Latin letters: a mention directly followed by one is none."""

ACCENTS_ANY_CASE = ACCENTS + (
    r"\u0260\u0269\u0275\u0280\u0283\u0288\u028a\u028c\u0292\u0399\u03b9\u1fbe"
    r"\u2c65\u2c66\u2c7e\u2c7f\ua7dc"
)
"""The same where case does not matter: in links."""

PATH = r"!#-'*-;=@-\[\]_a-z|~\u2013\u0400-\u04ff\u1c80-\u1c87" + ACCENTS_ANY_CASE
"""A path holds these, and brackets that balance."""

PATH_NOT_AT_END = "!$%&'*,.:;@[]|~\u2013"

QUERY = r"!#-;=?-\[\]_a-z|~"

QUERY_NOT_AT_END = "!$%'()*+,.:;?@[]|~"
