"""What a page offers to choose from before it shows a list: forms, boxes, buttons, strips of tabs."""
