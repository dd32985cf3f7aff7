/* ---
title: 一家企业出现在多个问题中
why: 同一企业反复出现,可能是风险集中的平台或利益关联方。
check: 查该企业的项目、融资、资产和人事,核对各问题之间有无关联。
basis: firm
severity: 3
parameters:
  least: 2
sentence: "“{name}”出现在{n}个问题中(第{problems}题)"
--- */
MATCH (x:Company)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND NOT EXISTS { MATCH (k:Inspection)-[:INSPECTED]->(x) } AND NOT EXISTS { MATCH (x)-[:ISSUED]->(n:Notice) } AND i.role <> 'carries_out'
WITH x, i.notice AS notice, count(DISTINCT p) AS n
WHERE n >= $least
MATCH (x)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.notice = notice AND i.role <> 'carries_out'
RETURN x.id AS finding, notice, i.target AS problem, x.id AS entity, x.name AS name, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, quote
