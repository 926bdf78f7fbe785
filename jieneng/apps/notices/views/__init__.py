"""The pages of the notices app. Views are thin: they find, ask an action or a query, and show."""
