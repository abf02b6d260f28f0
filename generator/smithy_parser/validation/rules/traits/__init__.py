"""The rules about traits as such: their values, targets and definitions."""
