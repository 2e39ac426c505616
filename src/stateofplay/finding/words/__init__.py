"""Tables of words: what speaks of a meeting, of coming to one, of bargaining or of saying, and what each word tells.

No code decides what a page tells. `meetings`, `attendance`, `positions` and `cues` (of saying) are the tables; `lemmas` finds
the dictionary form that they know where the lemmatiser erred, `overlap` how much two texts share, `media` the press by its name,
`interviews` a talk with it from a meeting, `hidden` a speaker whose name is kept back from one that has none.
"""
