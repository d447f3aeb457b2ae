"""What a worksheet function answers, from cell values as Excel hands them over."""
