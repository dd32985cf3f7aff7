/* ---
title: 同一单位下一轮又出现同类问题
why: 同一单位在后一轮检查中又被指出同类问题,说明前一轮整改没有治本。
check: 对照两轮通报的措施和结果。
basis: firm
severity: 3
sentence: "“{name}”在后一轮检查中又被指出“{category}”类问题"
--- */
MATCH (i:Inspection)-[:INSPECTED]->(u:Unit)<-[:INSPECTED]-(j:Inspection)
WHERE i.feedback_on < j.feedback_on AND i.notice <> j.notice
WITH DISTINCT i, u, j
MATCH (i)-[:FOUND]->(p:Problem)
UNWIND p.category AS category
WITH DISTINCT u, j, category
MATCH (j)-[f:FOUND]->(q:Problem)
WHERE category IN q.category
RETURN u.id + '/' + category + '/' + f.notice AS finding, f.notice AS notice, f.target AS problem, u.id AS entity, u.name AS name, category
ORDER BY finding, problem
