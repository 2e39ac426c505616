"""The report of a conflict analysis: its content, and the HTML page made of it."""
