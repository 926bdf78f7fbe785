"""The pages of exchange: the organiser's desk, the counter, accounts, the public pages, hazardous waste."""
