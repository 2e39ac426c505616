"""Tables of words: what speaks of a meeting or of coming to one, and what each word tells. No code decides here.

`meetings` and `attendance` are the tables; `lemmas` finds the dictionary form that they know where the lemmatiser erred,
`overlap` how much two texts share.
"""
