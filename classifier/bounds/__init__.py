"""Where a procedure begins and ends: one or several on a page, one on several pages, and what beside it is about others."""
