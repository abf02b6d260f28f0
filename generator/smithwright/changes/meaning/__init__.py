"""What a difference between models means for users of the generated package."""
