# The demonstration district. Every key begins with demo-; terms of words.ftl can be used.
