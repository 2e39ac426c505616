"""How newspapers write: the words of a page go in, what its customs tell comes out.

Begin at `datelines` (the place and agency that open a story). `quotations` (which words stand between quotation marks),
`transcripts` (whose line it is), `honorifics` (what "Mrs" tells of whom it names).
"""
