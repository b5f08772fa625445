"""The panes of the walk screen. Each is shown a `View` and posts what the person meant."""
