"""Our own answer for a text, in the short form that `reference.js` prints."""

from breachplay.posts import measure, weighted_text

Answer = list[object]


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def our_answer(text: str) -> Answer:
    """Weighted length, validity, permillage, both range ends, and the entities with places."""
    counted = weighted_text(text)
    measured = measure(text)
    assert (measured.length, measured.valid) == (counted.weighted_length, counted.valid)
    entities = []
    for found in measured.entities:
        start = utf16(text[: found.start])
        entities.append([found.kind, start, start + utf16(found.text)])
    return [
        counted.weighted_length,
        counted.valid,
        counted.permillage,
        counted.valid_range[1],
        counted.display_range[1],
        entities,
    ]
