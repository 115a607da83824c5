"""Answers sealed into a token that expires."""
