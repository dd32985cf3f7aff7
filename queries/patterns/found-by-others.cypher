/* ---
title: 由外部检查发现而非自查
why: 自查没有发现,直到巡视、审计、上级或媒体指出才处理,说明日常监督失灵。
check: 查自查报告是否漏报,日常监督记录有无相关线索。
basis: firm
severity: 2
sentence: "{n}个问题由外部检查或上级发现(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'found_by_others' AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
