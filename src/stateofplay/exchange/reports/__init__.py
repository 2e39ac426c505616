"""What analyses answer, as sheets of blocks: `sheets` (their form), and what `outlook`, `whatif`, `carrying`, `reach` and
`answers` say."""
