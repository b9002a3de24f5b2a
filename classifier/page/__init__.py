"""One page as a document: decoded, parsed, cut into regions, its links, scripts and addresses; and whether it is a page at all."""
