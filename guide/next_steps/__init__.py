"""What follows from a result: deadlines and letters. Pure."""
