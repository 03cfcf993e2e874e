# Identity numbers. Every key begins with id-; terms of words.ftl can be used.
