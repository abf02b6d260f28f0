"""What a generated module gathers while its statements are written."""
