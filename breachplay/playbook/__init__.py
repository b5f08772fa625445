"""What should happen: the TOML files that people write, read into typed, checked values.

Start with `model` (a playbook), `rule` (a caveat and a rule pack), `profile` (the organisation)
and `clock` (a deadline); `words` holds the small types they share.

- `find` says where a file is, `read` makes a value of it or raises `Faulty` with every fault.
- `placeholders` fills `{name}` in a text.
- `clocks` gives a playbook's deadlines, `schema` the JSON Schema for editors.
- `new` writes files to fill in; `checking` is `breachplay check`.

How a file is read: `document` (bounded bytes to TOML) -> msgspec -> `meaning*` (names that must
exist). Only when that finds something: `gather` -> `explain` (the schema's faults in plain words),
`surprises` (hidden characters, endless numbers), `positions` (line and column), `suggest` (did you
mean).

Everything here is pure but `document`, `find`, `clocks` and `new`, which touch files. Nothing here
knows of posts, records or screens.
"""
