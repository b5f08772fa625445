"""breachplay: leads the communicator through a breach, and keeps the record of it."""

__version__ = "0.1.0"
