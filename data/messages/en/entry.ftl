# Entries, and why one is refused. Every key begins with entry-; terms of words.ftl can be used.
