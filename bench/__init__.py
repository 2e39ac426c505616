"""Benchmarks on named inputs: ``python -m bench`` runs all, ``python -m bench reading`` one."""
