"""Lists of procedures in mark-up: tables, cards, rows, what their cells, heads and signs say."""
