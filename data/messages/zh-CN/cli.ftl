# Commands and their help. Every key begins with cli-; terms of words.ftl can be used.
