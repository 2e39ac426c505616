"""The steps, in order: `r0001_first` makes the tables, `r0002_indexes` lets them grow."""
