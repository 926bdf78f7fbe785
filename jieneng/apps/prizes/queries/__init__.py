"""What the pages of prizes show."""
