"""Files as an editor changes them."""
