"""The texts of the pages by subject; `web.words` puts them together."""
