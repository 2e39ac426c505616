"""What came: bytes to text, whatever a server and an editor did to them.

`signatures` (what kind of thing bytes are, by how they begin), `codings` (what a server did to them), `encoding` (bytes to
text), `tongue` (which language).
"""
