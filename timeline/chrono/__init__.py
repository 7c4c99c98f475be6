"""The algebra of dates. No text in it, standard library only."""
