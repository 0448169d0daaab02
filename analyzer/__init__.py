"""Setara: gender perspective in Indonesian policy text, with evidence."""
