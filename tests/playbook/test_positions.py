"""Positions: the scanner sees what tomli sees, and says where it stands."""

import re
from typing import Any

import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from breachplay.playbook.positions import positions

Path = tuple[str | int, ...]


def paths_of(value: Any, at: Path = ()) -> set[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found: set[Path] = set()
    for key, item in inner:
        found.add((*at, key))
        if isinstance(item, (dict, list)):
            found |= paths_of(item, (*at, key))
    return found


def key_at(text: str, offset: int) -> str:
    """Give the name of the key that is written at an offset."""
    match = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[A-Za-z0-9_-]+").match(text, offset)
    assert match, f"no key at {offset}: {text[offset : offset + 20]!r}"
    return str(next(iter(tomli.loads(f"{match.group()} = 1"))))


def assert_like_tomli(text: str) -> None:
    found = positions(text)
    places = dict(found.paths())
    assert set(places) == paths_of(tomli.loads(text))
    for path, place in places.items():
        keys = [part for part in path if isinstance(part, str)]
        if isinstance(path[-1], str):
            assert key_at(text, place.start) == keys[-1]
        line, column = found.at(path)
        assert text.split("\n")[line - 1][column - 1 :][:1] == text[place.start : place.start + 1]


# Documents of every shape, written by tomli-w.

names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6)
scalars: st.SearchStrategy[Any] = (
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
    | st.datetimes()
    | st.dates()
    | st.times()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(names, values, max_size=6), st.booleans())
def test_whatever_tomli_w_writes(document: dict[str, Any], multiline: bool) -> None:
    assert_like_tomli(tomli_w.dumps(document, multiline_strings=multiline))


# Documents as people write them, and as they could: our own generator draws text, not data.

bare = st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True)
blank = st.sampled_from(["", " ", "\t", "  "])
plain = st.text("ab #[]{}=,.'é😀", max_size=8)
keys = bare | plain.map(lambda text: f'"{text}"') | st.just('"\\u00e9\\"\\\\"') | st.just("'\"'")
written_scalars = st.sampled_from(
    [
        *("1", "-2.5e3", "0xff", "true", "inf", "nan", "1_000"),
        *("2026-11-24", "2026-11-24 10:00:00", "2026-11-24T10:00:00.5Z", "10:00:00"),
        *('""', "''", '""""""', "''''''", '"""a\n]"b""c"""', "'''a\n}'b''c'''"),
        *('""""quoted""""', '"""""two"""""', "''''''", '"""\\\n   x"""', '"a\\"]#"', "'a\\'"),
        *('"\\u00e9 = [1]"', '"""# no [comment]\n[[x]]\n"""', "'''a = 1\n'''"),
    ]
)
gaps = st.sampled_from(["", " ", "\n", " # [a] = {'\n", "\n\n  # x\n"])


@st.composite
def dotted(draw: st.DrawFn) -> str:
    parts = draw(st.lists(keys, min_size=1, max_size=3))
    return f"{draw(blank)}.{draw(blank)}".join(parts)


def written_lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    @st.composite
    def one(draw: st.DrawFn) -> str:
        parts = [f"{draw(gaps)}{draw(inner)}{draw(gaps)}" for _ in range(draw(st.integers(0, 3)))]
        tail = draw(st.sampled_from(["", ","])) if parts else ""
        return f"[{','.join(parts)}{tail}{draw(gaps)}]"

    return one()


def written_tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    @st.composite
    def one(draw: st.DrawFn) -> str:
        pairs = [
            f"{draw(blank)}{draw(dotted())}{draw(blank)}={draw(blank)}{draw(inner)}"
            for _ in range(draw(st.integers(0, 3)))
        ]
        return f"{{{','.join(pairs)}{draw(blank)}}}"

    return one()


written_values = st.recursive(
    written_scalars, lambda inner: written_lists(inner) | written_tables(inner), max_leaves=8
)


@st.composite
def statements(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["pair", "pair", "pair", "table", "list", "comment"]))
    indent, key, end = draw(blank), draw(dotted()), draw(st.sampled_from(["", " ", " # [c] 'x"]))
    if kind == "comment":
        return f"{indent}# {draw(plain)}"
    if kind == "pair":
        return f"{indent}{key}{draw(blank)}={draw(blank)}{draw(written_values)}{end}"
    brackets = ("[", "]") if kind == "table" else ("[[", "]]")
    return f"{indent}{brackets[0]}{draw(blank)}{key}{draw(blank)}{brackets[1]}{end}"


@given(st.lists(statements(), max_size=10))
def test_whatever_people_write(lines: list[str]) -> None:
    """Statements that do not fit those before them are left out, so that most documents count."""
    text = ""
    for line in lines:
        try:
            tomli.loads(text + line + "\n")
        except tomli.TOMLDecodeError:
            continue
        text += line + "\n"
    assert_like_tomli(text)


@given(st.text("ab[]{}=,.#'\"\\\n 1", max_size=60))
def test_what_is_no_toml_does_no_harm(text: str) -> None:
    list(positions(text).paths())


def test_a_position_is_that_of_the_key() -> None:
    text = 'a = 1\n\n  [[list]]\n  "é😀".x = [1, {y = 2}]\n[[list]]\n[list.sub]\nz = """\nb"""\n'
    found = positions(text)
    assert found.at(("a",)) == (1, 1)
    assert found.at(("list",)) == (3, 5)
    assert found.at(("list", 0)) == (3, 5)
    assert found.at(("list", 0, "é😀")) == (4, 3)
    assert found.at(("list", 0, "é😀", "x")) == (4, 8)
    assert found.at(("list", 0, "é😀", "x", 0)) == (4, 13)
    assert found.at(("list", 0, "é😀", "x", 1, "y")) == (4, 17)
    assert found.at(("list", 1)) == (5, 3)
    assert found.at(("list", 1, "sub")) == (6, 7)
    assert found.at(("list", 1, "sub", "z"), "b") == (8, 1)
    assert found.at(("list", 1, "sub", "z"), "not there") == (7, 1)


def test_what_has_no_place_is_looked_for_around_it() -> None:
    found = positions("a = 1\n[table]\nb = 2\n")
    assert found.at(("table", "missing", 3)) == (2, 2)
    assert found.at(("missing",)) == (1, 1)


def test_a_key_given_twice_is_noticed() -> None:
    found = positions('a = 1\nb = 2\n"a" = 3')
    assert found.clash is not None
    assert [found.line_column(place.start) for place in found.clash] == [(1, 1), (3, 1)]
