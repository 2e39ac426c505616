"""Readings come in, the sections of a brief go out, each line made from one claim.

Begin at `talks`; `positions` has conditions too, `reported` what was said and what happened. All are made of `lines`.
"""
