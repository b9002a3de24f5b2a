"""The ways from the address that was given to the lists of procedures, and from one list to the others."""
