# The daily report and its papers. Every key begins with report-; terms of words.ftl can be used.
