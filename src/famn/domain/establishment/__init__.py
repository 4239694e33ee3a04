"""The way to a family centre: initiatives, their ladder, their parties."""
