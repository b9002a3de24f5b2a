"""The reports of a period: one value that holds every figure, one set of tables made from it, one module per file format."""
