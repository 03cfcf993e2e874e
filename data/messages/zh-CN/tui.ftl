# Screens. Every key begins with tui-; terms of words.ftl can be used.
