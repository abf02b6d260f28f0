"""The forms that a report is read in."""
