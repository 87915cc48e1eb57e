"""Pages for people: a pack, provision by provision, as HTML that needs nothing but a browser."""
