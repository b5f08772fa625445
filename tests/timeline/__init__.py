"""Tests of the timeline: the record as people read it."""
