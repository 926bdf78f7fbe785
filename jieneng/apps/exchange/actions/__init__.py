"""What people do in an exchange, and with hazardous waste."""
