"""Readers by name: what turns an article into a reading. All of them keep the one rule: no claim without words of the page.

Begin at `naming` (from a name in the settings to a reader).

==================  ================================================================================================
`naming`            a name, or two joined by ``+``, to a `Reader`; what is allowed to ask
`local`             the embedded reader, and any spaCy pipeline with UD labels
`both`              two readers at once: agreement makes surer, disagreement is marked
`matching`          when two claims say the same, or read the same words otherwise
`fitness`           whether a spaCy pipeline can serve, and what it lacks
`comparing`         two readers side by side, and beside an answer key
`reading`           what a reader is, and the account that it gives of what it did
`asking/`           a language model behind an OpenAI-compatible endpoint, every answer checked against the page
==================  ================================================================================================
"""
