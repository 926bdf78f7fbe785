"""Which apps: settings, addresses, the command line; the only place that names every app."""
