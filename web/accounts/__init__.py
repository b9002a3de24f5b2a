"""Who is asking: people with a password and a session, programs with a key."""
