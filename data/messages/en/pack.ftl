# Policy packs. Every key begins with pack-; terms of words.ftl can be used.
