"""Files written so that nothing is lost, whatever happens meanwhile."""
