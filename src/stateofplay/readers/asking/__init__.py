"""A language model behind an OpenAI-compatible endpoint, held to the one rule: no claim without words of the page.

The page is data. It goes out as one JSON string; whatever it says changes neither what is asked, nor whom, nor what is kept: an
answer is a list of claims of one kind, and a claim whose words do not stand in the page is refused and counted.

==================  ================================================================================================
`prompts`           what is asked, from `prompts.toml`; their version is made from the words themselves
`answers`           the form of an answer of each kind, and its JSON Schema
`chunks`            a long page in parts, cut between paragraphs
`endpoint`          one request and its answer: key, timeouts, retries, Retry-After, budgets
`locating`          where in the page a quote stands: exactly, or with other quotation marks and spaces
`casting`           which actor of the page a name means
`claiming`          answers to claims, and why one is refused
`keeping`           answers and readings of earlier, by page digest, reader and prompt version
`consent`           whom a reader asks, said once before the first page is sent
`model_reader`      all of it together
==================  ================================================================================================
"""
