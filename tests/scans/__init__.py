"""How well scans are read: made-up lists in many forms, as made-up scanners see them."""
