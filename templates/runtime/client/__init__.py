"""What a client is made of: everything between an operation and its answer."""
