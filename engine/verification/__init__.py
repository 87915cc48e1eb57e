"""The packs' own test suites: what they say, what they find, what no case reaches."""
