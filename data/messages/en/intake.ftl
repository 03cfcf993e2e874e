# Import of lists. Every key begins with intake-; terms of words.ftl can be used.
