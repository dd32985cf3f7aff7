/* ---
title: 一人牵涉多个问题
why: 同一名干部对几个问题负有责任,说明个人权力集中或监督失效。
check: 查该干部任职期间的其他事项,问责是否覆盖全部问题。
basis: firm
severity: 3
parameters:
  least: 2
sentence: "“{name}”对{n}个问题负有责任(第{problems}题)"
--- */
MATCH (x:Official)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND i.role = 'responsible'
WITH x, i.notice AS notice, count(DISTINCT p) AS n
WHERE n >= $least
MATCH (x)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.notice = notice AND i.role = 'responsible'
RETURN x.id AS finding, notice, i.target AS problem, x.id AS entity, x.name AS name, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, quote
