"""Tabletop exercises: which inject is due, what was expected of it, how it went.

The record holds what happened, the clock of the exercise included (`record.exercise`,
`record.pacing`). Here is what follows from it.

- `schedule`: which injects are due, in which order, and when the next one comes.
- `responses`: whether what an inject asks for was done, when, and by which event.
- `facilitate`: what the program does where nobody facilitates.
- `play`: a script in place of players (`steps` does each step, `awaiting` waits under a seed).
- `review`: what it all showed, of `evidence`, `measures`, `intervals` and `areas`; `report` and
  `plain_data` give it a form, `history` sets a team's exercises side by side.
"""
