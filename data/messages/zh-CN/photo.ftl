# 收照片。每个键以 photo- 开头。
photo-nothing = 没有照片或材料。
