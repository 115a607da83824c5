"""Typed text: days, numbers and words, never guessed."""
