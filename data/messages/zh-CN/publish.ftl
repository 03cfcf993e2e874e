# 公示。每个键以 publish- 开头。
publish-nothing = 没有可以公示的人。
