"""Asking a portal: the session of a run, what it was told already, what the code of a page asks for by itself."""
