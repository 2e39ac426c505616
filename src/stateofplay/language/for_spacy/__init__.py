"""What works with spaCy: for pipelines that the user names, and for spaCy's own use of our network.

`importing_spacy` comes before anything of spaCy; `component` has the parser and the cutter of words as parts of a pipeline,
`copying` takes over what a document tells. The embedded reader needs none of it.
"""
