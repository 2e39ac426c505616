"""What preferences would make a state stable: `analysis` (by `demands` and `orders`), and `goals` (several states at once)."""
