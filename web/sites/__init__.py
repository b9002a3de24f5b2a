"""The pages of the agencies' own sites: the list of a province, and one site with its items."""
