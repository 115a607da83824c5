"""The content's texts in the language of the request."""
