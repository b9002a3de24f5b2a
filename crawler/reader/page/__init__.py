"""One answer of a portal as the reader moves on it: its links, forms, scripts and addresses. Asks for nothing."""
