"""How documents are written and read: a module for each format."""
