"""Counting, held against the rules of the networks."""
