"""One module per feature of the contract; each takes a reading and its context and hands back a `Judged` value."""
