"""Benches: one figure each, as a ratio against a limit measured in the same run."""
