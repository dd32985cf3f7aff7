/* ---
title: 一个项目出现在多个问题中
why: 同一项目既有进度问题又有程序、资金等问题,风险叠加。
check: 查该项目的立项、招标、资金和进度全过程。
basis: firm
severity: 2
parameters:
  least: 2
sentence: "“{name}”出现在{n}个问题中(第{problems}题)"
--- */
MATCH (x:Project)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false
WITH x, i.notice AS notice, count(DISTINCT p) AS n
WHERE n >= $least
MATCH (x)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.notice = notice
RETURN x.id AS finding, notice, i.target AS problem, x.id AS entity, x.name AS name, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, quote
