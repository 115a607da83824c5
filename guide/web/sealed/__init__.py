"""Answers sealed into a token, and how long it is valid."""
