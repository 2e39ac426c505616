"""Servers of others, visited again and again: the addresses of a case go in, the pages that are new go into the case.

Begin at `watching` (which feeds and pages); `politeness` says how long a site is left alone and heeds its robots.txt.
"""
