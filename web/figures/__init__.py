"""The figures that pages and API show, made from the same functions as the commands, the mail and the reports; no page counts by itself."""
