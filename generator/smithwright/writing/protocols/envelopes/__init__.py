"""How requests and responses hold documents: a module for each kind."""
