"""What a produced workbook must stand up to: our lint, two schema validators, and LibreOffice's own eyes."""
