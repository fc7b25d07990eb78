"""发文办理: 送签, 复核, 取号, 登记, 报审材料 and 归档, with the forms that go along.
Git is asked through `history` alone; only the commands come in here.
"""
