"""Files as an editor changes them: fields, text, disk and git."""
