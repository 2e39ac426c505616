"""The steps, in order: `r0001_first` makes the tables, `r0002_indexes` lets them grow, `r0003_guards` keeps rows from being
replaced, `r0004_words` lets every word be found on a server, `r0005_forms` finds words as they are written."""
