"""Reading on with one key, where the keys that move belong to a list beside it."""

from textual.widget import Widget


def read_on(pane: Widget) -> None:
    """Show the next page of a pane; after its end, its top."""
    if pane.scroll_offset.y >= pane.max_scroll_y:
        pane.scroll_home(animate=False)
    else:
        pane.scroll_relative(y=max(pane.scrollable_content_region.height - 1, 1), animate=False)
