"""Looking round agency sites: a few pages of each, through the same fetcher, guard and politeness as the portals."""
