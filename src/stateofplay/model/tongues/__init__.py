"""What is known of each language: one table a language, for pages and for the reader alike; begin at `tables`."""
