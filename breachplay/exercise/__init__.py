"""Tabletop exercises: which inject is due, what was expected of it, how it went.

The record holds what happened, the clock of the exercise included (`record.exercise`,
`record.pacing`). Here is what follows from it.

- `schedule`: which injects are due, in which order, and when the next one comes.
- `responses`: whether what an inject asks for was done, when, and by which event.
- `facilitate`: what the program does where nobody facilitates.
"""
