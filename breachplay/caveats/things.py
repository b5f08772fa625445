"""What a notice counts: people, accounts, records, and the like."""

from typing import Final

_WORDS: Final = (
    "accounts addresses adults applicants applications bookings businesses cards cases "
    "children citizens clients companies computers consumers contacts contracts "
    "countries customers cyclists databases devices documents donors doctors drivers emails "
    "employees entries families files folders fans followers guests hospitals households "
    "individuals investors invoices laptops learners letters locations logins mailboxes "
    "members merchants messages numbers orders organisations organizations owners pages "
    "parcels parents partners passengers passports passwords patients payments people persons "
    "phones photos players policyholders profiles providers pupils records recipients "
    "residents riders schools sellers servers sessions shoppers shops sites staff stores "
    "students subscribers suppliers systems taxpayers teachers tenants tickets transactions "
    "travellers travelers users victims visitors volunteers voters vouchers websites workers "
    "gb gigabytes tb terabytes mb megabytes"
)
THINGS: Final = frozenset(_WORDS.split())
"""Nouns in the plural that a number may count."""

UNCOUNTED: Final = frozenset(
    ("characters", "words", "letters", "digits", "times", "steps", "ways", "points", "km", "metres")
)
"""Nouns whose numbers are no claim about what happened."""
