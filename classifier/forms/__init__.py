"""The blank forms of a procedure and the files behind them."""
