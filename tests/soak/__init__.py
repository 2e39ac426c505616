"""Long trials: kills at random moments, and inputs hurt at random places. `make test` runs a tenth of them, `make soak` all."""
