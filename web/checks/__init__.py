"""Checks on demand: asking for one, watching it, and its result."""
