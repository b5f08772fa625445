"""The post as the network will show and count it."""

from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from breachplay.posts import NETWORKS, Fit, fits
from breachplay.record.judging import Judgement
from breachplay.timeline.sentences_questions import asker
from breachplay.timeline.wording import cut
from breachplay.tui.paint import line, lines, plain, show
from breachplay.tui.view import View
from breachplay.tui.widgets.framed import Framed
from breachplay.tui.widgets.posttext import card_text, display_form, post_text

LONGEST_ASKED = 140
"""Characters of a question that the preview shows; the list of questions shows all of it."""

_LINK_CARDS = frozenset({"x", "x-premium", "mastodon", "bluesky", "threads", "linkedin"})
"""Networks that show a card of the page a post links to."""


class Card(Static):
    """The card itself: name, handle and text."""

    def __init__(self) -> None:
        super().__init__(id="card", markup=False)
        self._view: View | None = None

    def on_resize(self) -> None:
        """Lay the text out anew: borders and right-to-left paragraphs reach to the right edge."""
        if self._view is not None:
            self.draw(self._view)

    def draw(self, view: View) -> None:
        """Show the draft of this view."""
        self._view = view
        body = body_of(view, self.size.width)
        # A new layout of the whole screen costs more than all else that a key does: the card is
        # at least as high as its place, so most texts need none.
        height = len(body.wrap(self.size.width)) if self.size.width else -1
        room = self.parent.size.height if isinstance(self.parent, Widget) else 0
        show(self, body, layout=max(height, room) != self.size.height)


def body_of(view: View, width: int) -> Content:
    """Give what stands under the account: the text or the cards, link card, pictures."""
    judgement = view.judgement
    asked = _asked(view)
    if judgement is None or not judgement.text:
        told = "Nothing written yet. Press i for a template, or e to write."
        return lines([*asked, plain(told, "$quiet")])
    if judgement.cards:
        rows = [row for number in range(len(judgement.cards)) for row in _card(view, number, width)]
    else:
        rows = [post_text(judgement, width)]
    rows = [*asked, *rows, *_link_card(judgement, view.network)]
    for image in view.images:
        if image.description:
            rows.append(line("▣ ", (image.name, "bold"), (f": {image.description}", "$quiet")))
        else:
            rows.append(line("▣ ", (image.name, "bold"), (" has no description", "$text-error")))
    return lines(rows)


def _asked(view: View) -> list[Content]:
    """Give the questions that the draft answers, each on a line."""
    known = view.state.questions
    return [
        line(
            ("↩ ", "$text-accent"),
            (f"{asker(known[name].who)}: ", "bold"),
            (cut(known[name].text, LONGEST_ASKED), "$quiet"),
            ("" if known[name].status == "open" else f" ({known[name].status} already)", "bold"),
        )
        for name in view.reply_to
        if name in known
    ]


def _card(view: View, number: int, width: int) -> list[Content]:
    """Give one card of a thread: its text and its count, joined to the next by a line."""
    judgement = view.judgement
    assert judgement is not None  # noqa: S101  asked by the caller
    card = judgement.cards[number]
    over = card.measure.over
    limit = "" if card.measure.limit is None else f"/{card.measure.limit}"
    said = f" {card.measure.length}{limit}" + (f", -{over.amount} over" if over else "")
    style = "$text-error" if over else "$quiet"
    last = number == len(judgement.cards) - 1
    rule = ("╰" if last else "├") + "─" * max(width - len(said) - 1, 1)
    return [card_text(judgement, number, width), line((rule, "$faint"), (said, style))]


def _link_card(judgement: Judgement, network: str) -> list[Content]:
    """Give a line where the network will show a card of the page that the text links to."""
    links = [part.text for part in judgement.measure.entities if part.kind == "link"]
    if not links or network not in _LINK_CARDS or judgement.cards:
        return []
    shown = links[0] if network == "bluesky" else links[-1]
    site = display_form(shown).split("/")[0]
    return [Content(""), line(("▢ ", "$faint"), (f"{site}: a card of this page", "$quiet"))]


class Author(Widget):
    """Who posts, on one line."""

    def __init__(self) -> None:
        super().__init__(id="author")
        self._view: View | None = None

    def draw(self, view: View) -> None:
        """Show the account of this view's profile on its network."""
        before, self._view = self._view, view
        if before is None or (before.state.profile, before.network) != (
            view.state.profile,
            view.network,
        ):
            self.refresh()

    def render(self) -> RenderResult:
        """Name, handle, time."""
        if self._view is None:
            return Content("")
        profile = self._view.state.profile
        handle = profile.handles.get(NETWORKS[self._view.network].handle_of, "")
        shown = f" @{handle}" if handle else " no handle in the profile"
        mark = " ✓" if self._view.network in profile.verified else ""
        name = line((profile.organisation, "bold"), (mark, "$text-accent"))
        content = line(name, (shown, "$quiet"), (" · now", "$quiet"))
        return content.truncate(self.size.width, ellipsis=True)


class Gauge(Widget):
    """How much of what the network takes is used; always in sight."""

    def __init__(self) -> None:
        super().__init__(id="gauge")
        self._judgement: Judgement | None = None
        self._drawn = Content("")

    def draw(self, view: View) -> None:
        """Show the count of this view's draft."""
        self._judgement = view.judgement
        drawn = self.render()
        if not drawn.is_same(self._drawn):
            self._drawn = drawn
            self.refresh()

    def render(self) -> Content:
        """The bar and the count."""
        return gauge(self._judgement, self.size.width) if self._judgement else Content("")


class Glance(Widget):
    """How the text fits each network that the organisation posts on."""

    def __init__(self) -> None:
        super().__init__(id="glance")
        self._view: View | None = None

    def draw(self, view: View) -> None:
        """Show this view's draft on every network; nothing where there is one alone."""
        self._view = view
        self.display = len(view.networks) > 1
        self.refresh()

    def render(self) -> RenderResult:
        """One line: `X 212/280 · Mastodon 198/500 · Bluesky 301/300 over`."""
        view = self._view
        if view is None or view.judgement is None:
            return Content("")
        found = fits(view.judgement.text, view.networks, view.limits)
        parts = []
        for name, fit in zip(view.networks, found, strict=True):
            said, style = _at_a_glance(fit)
            here = name == view.network
            if here and view.judgement.cards:
                said, style = f"{fit.label} {len(view.judgement.cards)} posts", "$quiet"
            parts.append(line((said, f"bold {style}" if here else style)))
        return Content(" · ").join(parts)


def _at_a_glance(fit: Fit) -> tuple[str, str]:
    """Give what is said of one network, and in which style."""
    if fit.verdict in {"over", "refused"}:
        return str(fit), "$text-error"
    said = f"{fit.label} {fit.figures}" if fit.verdict == "empty" else str(fit)
    return said, "$text-warning" if fit.tight else "$quiet"


class Preview(Vertical, Framed):
    """The preview pane."""

    def __init__(self) -> None:
        super().__init__(id="preview")

    def compose(self) -> ComposeResult:
        """The account, the text, the gauge, the other networks."""
        yield Author()
        with VerticalScroll(id="card-scroll"):
            yield Card()
        yield Gauge()
        yield Glance()

    def draw(self, view: View) -> None:
        """Show the draft of this view."""
        network = NETWORKS[view.network].label
        self.frame(f"Preview: {network}", "" if view.live else "EXERCISE")
        self.query_one(Author).draw(view)
        self.query_one(Card).draw(view)
        self.query_one(Gauge).draw(view)
        self.query_one(Glance).draw(view)


def gauge(judgement: Judgement, width: int) -> Content:
    """Give the bar and the count: how much of what the network takes is used."""
    if judgement.cards:
        return _thread_gauge(judgement)
    measure = judgement.measure
    limit, over = measure.limit, measure.over
    close = limit is not None and measure.length * 10 >= limit * 9
    style = "$text-error" if over else "$text-warning" if close else "$text-success"
    if over:
        left = (
            f"-{over.amount} over"
            if over.unit == "character"
            else f"{over.amount} {over.unit}s over"
        )
    elif measure.part_limit is not None:
        left = f"{measure.parts} segment{'' if measure.parts == 1 else 's'}"
    else:
        left = "no limit" if limit is None else f"{measure.remaining} left"
    count = (
        f" {measure.length}  {left}" if limit is None else f" {measure.length} / {limit}  {left}"
    )
    room = max(width - len(count), 8)
    filled = min(room, round(room * measure.length / limit)) if limit else 0
    return line(("━" * filled, style), ("─" * (room - filled), "$faint"), (count, style))


def _thread_gauge(judgement: Judgement) -> Content:
    """Give how many posts a thread is, and how full the fullest of them."""
    fullest = max(card.measure.length for card in judgement.cards)
    limit = judgement.measure.limit
    over = any(card.measure.over for card in judgement.cards)
    of = "" if limit is None else f" of {limit}"
    said = f"{len(judgement.cards)} posts; the longest {fullest}{of}"
    return line((said, "$text-error" if over else "$text-success"))
