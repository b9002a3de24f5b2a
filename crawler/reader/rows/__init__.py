"""From a row of a list to the page, or the part of the page, that describes its procedure."""
