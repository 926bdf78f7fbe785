"""Briefs: from accepted figures and picked texts to an official paper in which every figure is cited."""
