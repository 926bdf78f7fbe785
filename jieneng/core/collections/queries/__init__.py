"""What pages and papers need of a collection: how complete it is, who is missing, who stands behind a figure."""
