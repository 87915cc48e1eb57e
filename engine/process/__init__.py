"""Process findings: SPC and monitored limits over series."""
