"""Analyses beyond one verdict, one module each: attitudes, coalitions, evolution, hypergames, power, robustness, sensitivity,
paths from the status quo, third parties, thresholds.
"""
