"""The render stage: templates, this project's or a user's, place what a plan says."""
