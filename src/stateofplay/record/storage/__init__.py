"""A location comes in, an open case goes out; everything else of the record gets its connection from here.

Begin at `case` (make, open, read, write). `locations` says what names a case, `places` what a folder can be trusted with, `files`
what lies on the disk, `engines` how connections begin, `problems` what the database complains of, `schema` what it refuses.
`tables` says what lies in a case, `columns` which field of a claim goes into which column, `claims` makes a claim a row, `order`
says who judged after whom; by `version` one knows that a case is as it was.
"""
