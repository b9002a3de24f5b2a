"""Ways from one page of a listing to the next, one module per mechanic; `walk` tries what a page offers."""
