# Public lists. Every key begins with publish-.
publish-nothing = Nobody can be listed.
