"""Dark, light and high contrast. Colour never says what a word or a glyph does not say too."""

from typing import Final

from textual.theme import Theme

THEMES: Final = (
    Theme(
        name="breachplay-dark",
        primary="#5b9bd5",
        secondary="#8aa4bf",
        accent="#6fc3d6",
        warning="#e3b341",
        error="#f2706a",
        success="#7ec48d",
        foreground="#d7dde4",
        background="#10151b",
        surface="#10151b",
        panel="#1b232c",
        dark=True,
        variables={
            "border": "#6fc3d6",
            "border-blurred": "#33404d",
            "quiet": "#8c9aa8",
            "faint": "#5b6875",
        },
    ),
    Theme(
        name="breachplay-light",
        primary="#1f5f99",
        secondary="#4c6278",
        accent="#0b6b82",
        warning="#8a5a00",
        error="#b3261e",
        success="#1f6f3a",
        foreground="#1b242d",
        background="#fbfbf9",
        surface="#fbfbf9",
        panel="#ebeeef",
        dark=False,
        variables={
            "border": "#0b6b82",
            "border-blurred": "#b9c2c9",
            "quiet": "#55626e",
            "faint": "#8d979f",
        },
    ),
    Theme(
        name="breachplay-contrast",
        primary="#8ecbff",
        secondary="#ffffff",
        accent="#00ffff",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#202020",
        dark=True,
        variables={
            "border": "#ffff00",
            "border-blurred": "#ffffff",
            "quiet": "#ffffff",
            "faint": "#c0c0c0",
        },
    ),
)

LABELS: Final = {
    "breachplay-dark": "dark",
    "breachplay-light": "light",
    "breachplay-contrast": "high contrast",
}
