"""Syntax and names in one pass: a small transformer.

Begin at `parsing`; what it tells, `told` has a place for. `tokenization` cuts words (`abbreviations` keep their stop), `letters`
say what a word is by itself, `wordpieces` what the network sees of one, `encoder` runs `layers`, by the compiled `kernel` where
there is one, `decoding` makes trees and names of scores, `lemmas` dictionary forms; `weights` reads the model's folder, `arrays`
its numbers.
"""
