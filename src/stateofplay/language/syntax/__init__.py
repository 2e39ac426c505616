"""Syntax and names in one pass: a small transformer behind a spaCy component.

Begin at `component`. `tokenization` cuts words (`abbreviations` keep their stop), `wordpieces` says what the network sees of
one, `encoder` runs `layers`, by the
compiled `kernel` where there is one, `decoding` makes trees and names of scores, `lemmas` dictionary forms; `weights` reads the
model's folder, `arrays` its numbers.
"""
