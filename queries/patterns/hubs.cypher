/* ---
title: 牵涉问题最多的单位和企业
why: 牵涉问题最多的单位或企业往往是风险集中点。
check: 优先安排对其检查。
basis: soft
severity: 1
parameters:
  least: 4
sentence: "“{name}”牵涉{count}个问题"
--- */
MATCH (x:Unit|Company)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND NOT EXISTS { MATCH (k:Inspection)-[:INSPECTED]->(x) } AND NOT EXISTS { MATCH (x)-[:ISSUED]->(n:Notice) } AND i.role IN ['responsible', 'counterparty']
WITH x, count(DISTINCT p.id) AS count, min(p.id) AS problem
WHERE count >= $least
RETURN x.id AS finding, problem, x.id AS entity, x.name AS name, count
ORDER BY count DESC, finding
LIMIT 20
