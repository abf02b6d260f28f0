"""What runs of one user share, by digests of all that decides how it comes out."""
