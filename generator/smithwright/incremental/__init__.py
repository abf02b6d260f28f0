"""What has not changed since the run before, and so is not made again."""
