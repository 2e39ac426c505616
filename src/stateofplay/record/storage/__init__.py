"""A location comes in, an open case goes out; everything else of the record gets its connection from here.

`case` makes and opens cases, `tables` says what lies in one, `columns` which field of a claim goes into which column,
`claims` makes a claim a row; by `version` one knows that a case is as it was.
"""
