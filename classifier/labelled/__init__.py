"""Label and value, in whatever mark-up."""
