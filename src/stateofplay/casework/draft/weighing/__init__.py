"""The claims of a record come in; who faces whom, and what is sure enough, goes out.

Begin at `facing`, which weighs all that two say and do to each other; `sureness` parts the options of a draft by it and by how
sure the reader is, and tells why the others are left out; `shown` does so with statements, and asks `plain` whether a sentence
says so in plain words; `enough` says whether one page will do for a model.
"""
