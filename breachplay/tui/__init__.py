"""The screens: they draw state and send commands, and decide nothing.

- `actions`: the one registry of what a person can do; keys, footer, palette and help come from it.
- `view`: a frozen snapshot of all that the walk screen shows.
- `worker`: the thread that owns the record; the only way from a screen to the disk.
- `paint`: text from outside as styled content. No widget is ever given a bare string of it.
- `widgets/`, `dialogs/`, `screens/`: one thing each. `breachplay.tcss`: all the styling.
"""
