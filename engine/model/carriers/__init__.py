"""What UDI carriers say, read as the issuing entities' specifications have it, and held against what was recorded."""
