# Actions and key files. Every key begins with keys-; terms of words.ftl can be used.
