/* ---
title: 同一职位前后任接连被追究
why: 同一单位的同一职位,前后几任都有责任或受到处理,说明制度和监督有缺陷,不只是个人问题。
check: 查该职位的权限、选任和监督安排,以及现任情况。
basis: firm
severity: 3
sentence: "“{body}”的{title}前后有{people}人负有责任或被查处:{names}(第{problems}题)"
--- */
MATCH (a:Official)-[x:HOLDS_POST]->(b:Unit|Company)<-[y:HOLDS_POST]-(c:Official)
WHERE a.id <> c.id AND a.name <> c.name AND x.title = y.title AND x.sole AND (x.former OR y.former)
  AND a.masked = false AND c.masked = false
WITH DISTINCT a, b, c, x.title AS title
MATCH (c)-[j:INVOLVED_IN]->(q:Problem)
WHERE j.role = 'responsible'
WITH DISTINCT a, b, title
MATCH (a)-[i:INVOLVED_IN]->(p:Problem)
WHERE i.role = 'responsible'
RETURN b.id + '/' + title AS finding, p.notice AS notice, p.id AS problem, a.id AS entity, a.name AS name, b.name AS body, title, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, entity, quote
