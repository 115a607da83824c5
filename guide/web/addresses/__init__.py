"""Whole addresses to hand on, and what wrong ones mean."""
