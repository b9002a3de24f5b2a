"""What an agency's own site shows: the information duties of NĐ 43/2011 and other indicators, each with its evidence. Pure."""
