"""The Monday mail: what changed in a week, composed once per group of recipients, sent at most once to each."""
