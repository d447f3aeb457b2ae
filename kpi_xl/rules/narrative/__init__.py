"""What a director's summary states, set beside the directorate's figures."""
