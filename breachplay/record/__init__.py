"""What happened: the append-only record of a run, and where the run stands.

- `events`: what a record is made of. `commands`: what a person can ask. `decide`: what a
  command gives in a given state, or why it is refused.
- `state` and `fold`: where the run stands, derived from the events and from nothing else.
- `judging`: a draft filled, measured and checked against what the team knows.
- `chain`: canonical bytes and hashes. `store`: one SQLite file for each run.
- `session`: a run in use: commands in, durable events out, others' events followed.

Imports nothing above itself: no screens, no exporters.
"""
