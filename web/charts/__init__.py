"""Charts as SVG drawn on the server: values in, measured shapes out; templates only place them."""
