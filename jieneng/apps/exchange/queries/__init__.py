"""What the pages of exchange and of hazardous waste need."""
