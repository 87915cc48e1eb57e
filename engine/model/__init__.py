"""The data dictionary: dossiers and decisions as frozen structs, with titles in English and Chinese."""
