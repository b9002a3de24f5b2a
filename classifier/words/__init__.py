"""Vietnamese words and what they mean: folded text, lexicon, names, codes, values. Knows no page."""
