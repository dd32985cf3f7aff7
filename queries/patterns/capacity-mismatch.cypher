/* ---
title: 监督或服务力量与任务不匹配
why: 人少事多,职责难以履行,问题容易反复。
check: 核对编制、在岗人数和实际监管对象数量。
basis: firm
severity: 2
sentence: "{n}个问题写明力量与任务不匹配(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind IN ['workload', 'short_handed'] AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
