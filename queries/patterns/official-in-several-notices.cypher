/* ---
title: 一人出现在多份通报中
why: 同一名干部在几个地方或几轮检查中都负有责任。
check: 查其任职经历和前次处理结果。
basis: firm
severity: 3
parameters:
  least: 2
sentence: "“{name}”在{notices}份通报中负有责任"
--- */
MATCH (x:Official)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND i.role = 'responsible'
WITH x, count(DISTINCT i.notice) AS notices
WHERE notices >= $least
MATCH (x)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.role <> '' AND i.role = 'responsible'
RETURN x.id AS finding, i.notice AS notice, i.target AS problem, x.id AS entity, x.name AS name, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, quote
