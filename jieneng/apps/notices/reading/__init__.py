"""From a text that came in to a campaign: decoded, read, shown with its places, decided on, turned into content."""
