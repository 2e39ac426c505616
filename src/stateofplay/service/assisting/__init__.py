"""Answers for an assistant: small pages of items, each with its claim id, sentence, source, day, sureness and a link.

==================  ================================================================================================
`replies`           what an answer is, and how it is written as text and as data
`views`             one verb a question: where it stands, positions, talks, changes, one claim, ...
`conflicts`         what could hold, why, and what if
`checking`          a sentence against the record: supported, contradicted, or not in the record
==================  ================================================================================================
"""
