"""The pages of reporting: fill in, look at what was handed in, review, watch and chase, find."""
