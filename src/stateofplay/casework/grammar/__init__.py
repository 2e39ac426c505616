"""Words of a sentence come in, what its parse says of them goes out: which act, whose wish, whose act, in what mood.

Begin at `placing`, which finds the words in the parse that `sentences` keeps and tells who wishes it and who would do it;
`wording` makes of the phrase that hangs on them an act in the infinitive.
"""
