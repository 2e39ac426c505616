"""What preferences would make a state stable: `analysis` (by `demands` and `orders`), `goals` (several states at once), and
`found` (what both tell)."""
