"""What one person is shown of their outcomes. Pure."""
