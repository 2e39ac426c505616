"""Training the reader of claims: annotations as offsets, pages of our own, the network and its data."""
