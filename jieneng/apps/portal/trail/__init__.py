"""The audit trail as its auditor reads it: asked for, found, put into words, verified and taken away."""
