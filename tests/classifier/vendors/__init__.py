"""Invented portals: the same procedures in the mark-up of many vendors, each unlike the others."""
