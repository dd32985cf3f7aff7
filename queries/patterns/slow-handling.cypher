/* ---
title: 查办处置迟缓
why: 线索、案件或处分久拖不办,可能有失职或袒护。
check: 查线索受理、立案、结案的时间节点和经办人。
basis: soft
severity: 3
sentence: "{n}个问题的查办或处置迟缓(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'slow_handling' AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
