"""Bargaining: predicates of wanting, offering, refusing and weighing, their holders and their issues."""
