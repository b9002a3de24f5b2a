"""What cells and features come to: a value, the words that gave it, the rules that spoke, and which of it holds today."""
