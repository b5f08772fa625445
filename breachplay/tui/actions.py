"""The one registry of actions.

Bindings, footer, palette, help screen and the cheat sheet in the docs are all made from it, so
that they cannot disagree. `blocked` says why an action cannot be taken now; a person who asks
for it is told so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from breachplay.record.cadence import upcoming
from breachplay.record.outdated import outdated
from breachplay.tui.view import View


def _always(_: View) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do on the walk screen."""

    id: str
    key: str
    shown_key: str
    label: str
    tooltip: str
    group: str
    blocked: Callable[[View], str] = _always
    """Gives the reason why it cannot be done now, or an empty text."""
    footer: bool = True


def _recording(view: View) -> str:
    """Give why nothing can be recorded now, or an empty text."""
    if view.read_only:
        return view.read_only
    if view.state.closed:
        return "This run is finished: its record takes no more events."
    return ""


def _items(view: View) -> str:
    return _recording(view) or ("" if view.phase.item else "This phase has no checklist.")


def _texts(view: View) -> str:
    if reason := _recording(view):
        return reason
    prepared = any(phase.post or phase.answer for phase in view.state.playbook.phase)
    return "" if prepared else "This playbook has no prepared texts."


def _with_text(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if view.text.strip() else "The draft is empty: press e to write, or i for a template."


def _posted(view: View) -> str:
    if reason := _with_text(view):
        return reason
    for image in view.images:
        if not image.description:
            return f"Describe the picture {image.name} first: press m."
    if view.blocking:
        many = view.blocking > 1
        stops = f"{view.blocking} stops stand" if many else "1 stop stands"
        what = "they say" if many else "it says"
        return f"{stops}: do what {what}, or press v to override with a reason."
    return ""


def _network(view: View) -> str:
    if reason := _recording(view):
        return reason
    if len(view.networks) > 1:
        return ""
    return "The profile names one network: add others under `networks`."


def _thread(view: View) -> str:
    if reason := _with_text(view):
        return reason
    if view.thread:
        return ""
    judgement = view.judgement
    if judgement and judgement.cards:
        return "A line of --- cuts this text already: take it out to post it as one."
    over = judgement is not None and judgement.measure.over is not None
    return "" if over else "The text fits into one post. A line of --- cuts it where you want."


def _approval(view: View) -> str:
    if reason := _recording(view):
        return reason
    state = view.state
    if any(one.draft in state.drafts for one in state.approvals_asked):
        return ""
    return _with_text(view)


def _missing(view: View) -> str:
    if reason := _with_text(view):
        return reason
    caveats = view.judgement.caveats if view.judgement else ()
    if any(caveat.left_out for caveat in caveats):
        return ""
    return "Nothing is missing that people would ask for in this phase."


def _correct(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if outdated(view.state) else "Every fact that posts stated still holds."


def _override(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if view.blocking else "No stop stands in the way of this draft."


def _composer(view: View) -> str:
    if not view.live:
        return "This is an exercise: the composer stays closed."
    return _with_text(view)


def _next_phase(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if view.state.next_phase() else "This is the last phase: press F to finish the run."


def _facts(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if view.state.playbook.facts else "This playbook asks for no facts."


def _update_due(view: View) -> str:
    if reason := _recording(view):
        return reason
    if upcoming(view.state) is not None:
        return ""
    if not view.state.public_posts:
        return "No update is due: nothing was posted yet."
    return "No update is due: nothing was promised, and this phase has no rhythm."


def _something_posted(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if view.state.public_posts else "Nothing was posted yet, so nothing was promised."


def _any_post(view: View) -> str:
    if reason := _recording(view):
        return reason
    return "" if view.state.posts else "Nothing was posted yet, so there is no link to correct."


def _drafts(view: View) -> str:
    return "" if view.state.drafts or view.text.strip() else "There is no draft yet."


def _exercise(view: View) -> str:
    return "" if view.state.exercise else "This run is no exercise with a scenario."


def _review(view: View) -> str:
    if reason := _exercise(view):
        return reason
    return "" if view.state.closed else "The review comes after the end: press F to finish first."


def _paced(view: View) -> str:
    return _recording(view) or _exercise(view)


ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "check",
        "space",
        "space",
        "check",
        "Check the item under the cursor, or open it again",
        "Checklist",
        _items,
    ),
    Action(
        "skip",
        "s",
        "s",
        "skip",
        "Skip the item, with a reason on the record",
        "Checklist",
        _items,
    ),
    Action(
        "next-phase",
        "g",
        "g",
        "next phase",
        "Go to the next phase; open required items are asked about",
        "Checklist",
        _next_phase,
    ),
    Action(
        "edit",
        "e",
        "e",
        "edit",
        "Write the draft; Escape leaves the editor",
        "Draft",
        _recording,
    ),
    Action(
        "insert",
        "i",
        "i",
        "insert",
        "Start the draft from a template or a prepared answer",
        "Draft",
        _texts,
    ),
    Action(
        "fill",
        "b",
        "b",
        "fill in",
        "Add a prepared sentence for what the text still leaves out",
        "Draft",
        _missing,
        footer=False,
    ),
    Action(
        "facts",
        "f",
        "f",
        "facts",
        "Set the facts: first those that the draft still needs",
        "Draft",
        _facts,
    ),
    Action(
        "override",
        "v",
        "v",
        "override",
        "Set a stop aside, with a reason on the record",
        "Draft",
        _override,
    ),
    Action(
        "network",
        "x",
        "x",
        "network",
        "Write for the next network: its count, its links, its account",
        "Draft",
        _network,
        footer=False,
    ),
    Action(
        "thread",
        "h",
        "h",
        "thread",
        "Cut a text that is too long into a numbered thread, or make it one post again",
        "Draft",
        _thread,
        footer=False,
    ),
    Action(
        "picture",
        "m",
        "m",
        "picture",
        "Note a picture that goes with the post, and describe it for those who do not see it",
        "Draft",
        _with_text,
        footer=False,
    ),
    Action(
        "approval",
        "A",
        "A",
        "approval",
        "Ask for approval of exactly this text, or read what waits for approval and answer it",
        "Post",
        _approval,
        footer=False,
    ),
    Action(
        "copy",
        "y",
        "y",
        "copy",
        "Send the text to the terminal's clipboard (OSC 52, also over SSH)",
        "Post",
        _with_text,
    ),
    Action(
        "composer",
        "o",
        "o",
        "composer",
        "Open the network's composer with the text, or show the link",
        "Post",
        _composer,
    ),
    Action(
        "plain",
        "l",
        "l",
        "plain",
        "Show the text alone on the screen, to select it or to write it to a file",
        "Post",
        _with_text,
        footer=False,
    ),
    Action(
        "posted",
        "p",
        "p",
        "posted",
        "Say that the text was posted, with its link",
        "Post",
        _posted,
    ),
    Action(
        "link",
        "L",
        "L",
        "link",
        "Add or correct the link of what was posted",
        "Post",
        _any_post,
        footer=False,
    ),
    Action(
        "replies",
        "r",
        "r",
        "replies",
        "What people asked: answer them, log a question, see who waits",
        "Record",
        footer=False,
    ),
    Action(
        "no-news",
        "u",
        "u",
        "no news yet",
        "Begin the prepared post for an update that is due when nothing is new",
        "Post",
        _recording,
        footer=False,
    ),
    Action(
        "snooze",
        "z",
        "z",
        "snooze",
        "Put the next update off, with a reason; a promise in public stands",
        "Post",
        _update_due,
        footer=False,
    ),
    Action(
        "promise",
        "Z",
        "Z",
        "promised",
        "Correct what a post promised of the next update",
        "Post",
        _something_posted,
        footer=False,
    ),
    Action(
        "correct",
        "k",
        "k",
        "correct",
        "Draft the correction of a post that a changed fact outdated",
        "Post",
        _correct,
        footer=False,
    ),
    Action(
        "note",
        "n",
        "n",
        "note",
        "Write a note into the record",
        "Record",
        _recording,
    ),
    Action(
        "aware",
        "a",
        "a",
        "aware since",
        "Correct when the organisation became aware, or set another milestone",
        "Record",
        _recording,
        footer=False,
    ),
    Action(
        "clocks",
        "c",
        "c",
        "clocks",
        "Deadlines, nearest first: meet, waive or add one, set what starts it",
        "Record",
        footer=False,
    ),
    Action(
        "injects",
        "j",
        "j",
        "came in",
        "In an exercise: read what came in, and answer it",
        "Exercise",
        _exercise,
        footer=False,
    ),
    Action(
        "pace",
        "X",
        "X",
        "exercise clock",
        "In an exercise: communications check, pause, speed, on to what comes next",
        "Exercise",
        _paced,
        footer=False,
    ),
    Action(
        "review",
        "R",
        "R",
        "review",
        "After an exercise: grades, figures, what to improve, the hot wash; write it to a file",
        "Exercise",
        _review,
        footer=False,
    ),
    Action("timeline", "t", "t", "timeline", "Read the whole record so far", "Record"),
    Action(
        "drafts",
        "d",
        "d",
        "drafts",
        "Go to another draft, or begin an empty one",
        "Draft",
        _drafts,
        footer=False,
    ),
    Action(
        "finish",
        "F",
        "F",
        "finish",
        "Finish the run: its record takes no more events",
        "Record",
        _recording,
        footer=False,
    ),
    Action(
        "theme",
        "T",
        "T",
        "theme",
        "Dark, light or high contrast",
        "Screen",
        footer=False,
    ),
    Action("help", "question_mark", "?", "help", "All keys, and what they do", "Screen"),
    Action(
        "leave",
        "q",
        "q",
        "leave",
        "Close the program; the run stays open and `resume` goes on with it",
        "Screen",
    ),
)
"""Everything that can be done on the walk screen, in the order of the help."""

BY_ID: Final = {action.id: action for action in ACTIONS}
