"""Plans of provinces held against what the portals show: a quoted target in, a verdict with every reasonable reading out."""
