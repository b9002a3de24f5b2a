"""Agency sites over time: who has one, when it was looked at, and what that says about the plans."""
