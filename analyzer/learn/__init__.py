"""Builds the model from the corpus and measures it."""
