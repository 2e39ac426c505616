"""Commands on conflict models: a file, a case or a name of the catalogue goes in, outcomes and answers are printed.

Begin at `conflict` (``analyse``, ``cases``). `casework` (``draft``, ``whatif``, ``reach``), `questions` (``ask``, ``answer``),
`eliciting` (``elicit``), `joining` (``merge-models``).
"""
