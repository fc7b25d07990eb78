"""发文办理: 送签, 复核, 报审材料 and 归档, with the forms that go along."""
