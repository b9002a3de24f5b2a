"""The JSON API, version 1: what the dashboard shows, as data. The documents are those of the contract where one exists."""
