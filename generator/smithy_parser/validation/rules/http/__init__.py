"""The rules about how HTTP binds operations and members."""
