/* ---
title: 处理或整治之后再犯
why: 处分、整治之后又出现同类问题,说明处理没有起到警示作用。
check: 查前次处理的力度和后续监督,新问题是否同类同人。
basis: firm
severity: 3
sentence: "{n}个问题在处理或整治之后又发生(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'relapse' AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
