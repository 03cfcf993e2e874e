# Collecting photos. Every key begins with photo-.
photo-nothing = No photos or papers.
