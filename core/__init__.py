"""What every room shares: errors, source locations, strict reading, canonical bytes and digests."""
