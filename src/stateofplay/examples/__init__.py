"""Example pages that ship with the project: our own writing on public facts."""
