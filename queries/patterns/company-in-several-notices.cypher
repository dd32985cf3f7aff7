/* ---
title: 一家企业出现在多份通报中
why: 同一企业在几个单位或地区的问题中出现,可能有跨地区的利益关联。
check: 核对各地项目、合同和资金往来。
basis: firm
severity: 3
parameters:
  least: 2
sentence: "“{name}”出现在{notices}份通报的问题中"
--- */
MATCH (x:Company)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND i.role <> 'carries_out'
WITH x, count(DISTINCT i.notice) AS notices
WHERE notices >= $least
MATCH (x)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.role <> '' AND i.role <> 'carries_out'
RETURN x.id AS finding, i.notice AS notice, i.target AS problem, x.id AS entity, x.name AS name, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, quote
