/* ---
title: 以前的巡视、审计已经指出
why: 上次指出的问题这次仍然存在,说明上次整改没有到位。
check: 调阅上次整改报告和验收材料,查明谁报告了完成。
basis: firm
severity: 3
sentence: "{n}个问题以前的巡视、巡察或审计已经指出(第{problems}题)"
--- */
MATCH (p:Problem)-[r:RECURS_FROM]->(i:Inspection)
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
