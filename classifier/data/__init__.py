"""Data in place of mark-up: JSON, XML, code and their envelopes, as lists and as procedures."""
