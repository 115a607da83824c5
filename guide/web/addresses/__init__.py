"""Addresses of the guide: whole ones to hand on, and what a wrong one means."""
