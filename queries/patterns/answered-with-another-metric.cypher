/* ---
title: 答非所问的指标
why: 问题说的是一个指标,整改报的是另一个指标,看不出问题是否解决。
check: 要求按问题中的同一指标报告前后变化。
basis: soft
severity: 1
sentence: "{n}个问题的整改用了另外的指标(第{problems}题)"
--- */
MATCH (p:Problem)-[:SHOWS]->(s:Sign)
WHERE s.kind = 'metric' AND s.part = 'problem' AND p.status <> 'completed'
WITH DISTINCT p
MATCH (p)<-[:ADDRESSES]-(m:Measure)-[r:STATES]->(f:Figure)
RETURN DISTINCT p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, problem, span_start, quote
