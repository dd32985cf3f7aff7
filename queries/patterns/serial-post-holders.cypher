/* ---
title: 同一职位前后任接连被追究
why: 同一单位的同一职位,前后几任都有责任或受到处理,说明制度和监督有缺陷,不只是个人问题。
check: 查该职位的权限、选任和监督安排,以及现任情况。
basis: firm
severity: 3
sentence: "“{body}”的{title}前后有{people}人负有责任或被查处:{names}(第{problems}题)"
--- */
MATCH (a:Official)-[x:HOLDS_POST]->(b:Unit|Company)
WHERE x.sole AND a.masked = false
WITH DISTINCT a, b, x.title AS title, x.former AS former
MATCH (a)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.role = 'responsible'
WITH b, title, count(DISTINCT a.name) AS holders, count(CASE WHEN former THEN 1 END) AS past
WHERE holders >= 2 AND past > 0
WITH b, title
MATCH (a:Official)-[x:HOLDS_POST]->(b)
WHERE x.title = title AND x.sole AND a.masked = false
WITH DISTINCT a, b, title
MATCH (a)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.role = 'responsible'
RETURN b.id + '/' + title AS finding, p.notice AS notice, p.id AS problem, a.id AS entity, a.name AS name, b.name AS body, title, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, entity, quote
