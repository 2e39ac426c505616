"""Train the choice of meetings: who sits at which talks, which talks are rounds of their own, and how far they are."""
