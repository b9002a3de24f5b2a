"""Questions to the store. Every answer is a frozen value; no row object leaves this room."""
