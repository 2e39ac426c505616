"""Preferences over states: what they are and how they are read.

Begin at `preference` (what every form can do). `complete` (rankings, weights, payoffs) and `statements` compare every two states;
`relations` leave pairs open, grade them or make them uncertain; `comparisons` are open ones without tables; `readings` say how
to read what is open.
"""
