"""Files to strict fields, and what is wrong in them."""
