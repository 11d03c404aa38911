"""What is made of a document: each module turns it into the text of one output."""
