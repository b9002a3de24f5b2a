"""From a reading to features, level, flags and reasons, and their explanation."""
