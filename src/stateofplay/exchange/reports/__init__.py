"""What analyses answer, as sheets of blocks: `sheets` (their form), and what `outlook`, `whatif`, `reach` and `answers` say."""
