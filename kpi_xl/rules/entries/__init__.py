"""What each cell an officer fills in demands: the sheet's own rule and the check behind it both follow from here."""
