"""dxscore: a catalogue of policy targets, scored against measured indicators."""
