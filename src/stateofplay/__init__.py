"""State of Play: who sits at the table, who wants what, what hangs on what, and which outcomes could hold."""

__version__ = "0.1.0"
