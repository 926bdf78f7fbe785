"""A walk over every address: who sees it, what it writes, what it says about itself, what typed texts become of it."""
