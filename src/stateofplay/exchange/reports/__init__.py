"""What analyses answer, as sheets of blocks: `sheets` (their form), and `outlook`, `whatif`, `reach` and `answers` (what is said)."""
