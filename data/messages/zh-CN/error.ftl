# Errors and what helps. Every key begins with error-; terms of words.ftl can be used.
