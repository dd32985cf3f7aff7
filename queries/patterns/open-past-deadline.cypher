/* ---
title: 时限已过仍未完成
why: 原文写明的时限在通报发布前已过,整改仍未完成。
check: 要求说明逾期原因和新的时限。
basis: firm
severity: 3
sentence: "{n}个问题写明的时限已过,仍未完成整改(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'deadline_passed' AND p.status <> 'completed' AND (p.status <> 'unstated' OR s.part = 'problem')
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, s.value AS days, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
