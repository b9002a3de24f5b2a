"""The controls of a page: what each would do, and whose it is."""
