"""The section on posts that say what no longer holds, and on what corrects them."""

from breachplay.record.outdated import left_behind
from breachplay.timeline.document import Paragraph, Section, Table
from breachplay.timeline.outdating import holds_now
from breachplay.timeline.reading import Reading
from breachplay.timeline.wording import network_label


def outdated_section(reading: Reading) -> tuple[Section, ...]:
    """Give every post that stated what no longer holds, corrected or not; none: no section."""
    ones = left_behind(reading.state)
    if not ones:
        return ()
    numbers = {post.seq: number for number, post in enumerate(reading.state.posts, 1)}
    rows = tuple(
        (
            f"{one.number}, {network_label(one.post.network)}",
            reading.zone.both(one.post.at),
            one.label,
            one.said,
            f"{one.value}, {one.status}",
            holds_now(one),
            f"{reading.zone.both(one.now.at)}, seq {one.now.seq}",
            f"post {numbers[one.corrected_by]}" if one.corrected_by else "NOT CORRECTED",
        )
        for one in ones
    )
    about = "Held against the facts as they were when this was exported."
    head = ("Post", "Posted", "Fact", "It said", "Fact then", "Now", "Since", "Corrected by")
    return (Section("Posts that no longer hold", (Paragraph(about), Table(head, rows))),)
