/* ---
title: 连接几组问题的单位、企业和人员
why: 牵连的问题按共同涉及的人员和单位可分成几组,可能是关系网的连接点。
check: 画出其关系网,核对各组之间有无往来。
basis: soft
severity: 1
parameters:
  least: 3
  breadth: 0.4
sentence: "“{name}”把{count}个问题连在一起,它们按共同涉及的人员和单位可分成几组"
--- */
MATCH (x:Unit|Company|Official)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND NOT EXISTS { MATCH (k:Inspection)-[:INSPECTED]->(x) } AND NOT EXISTS { MATCH (x)-[:ISSUED]->(n:Notice) } AND i.role <> 'mentioned' AND i.role <> 'carries_out' AND x.breadth >= $breadth
WITH x, count(DISTINCT p.id) AS count, min(p.id) AS problem
WHERE count >= $least
RETURN x.id AS finding, problem, x.id AS entity, x.name AS name, x.breadth AS breadth, count
ORDER BY breadth DESC, count DESC, finding
LIMIT 20
