"""Check a catalogue's figures against each other, with the rounding of print allowed for."""
