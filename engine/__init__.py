"""Rules in, decisions out."""
