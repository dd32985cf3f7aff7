/* ---
title: 安全隐患没有写明已消除
why: 涉及人身安全的隐患,通报没有明确写已经消除。
check: 现场核查隐患是否消除,有无临时防护。
basis: soft
severity: 3
sentence: "{n}个问题涉及安全隐患,没有写明已经消除(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'safety' AND s.part = 'problem'
  AND NOT (p.status = 'completed' AND p.status_basis = 'explicit' AND p.answer_figures > 0)
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
