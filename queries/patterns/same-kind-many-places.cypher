/* ---
title: 多地出现同类问题
why: 同类问题在许多通报中出现,可能是行业性、制度性问题。
check: 考虑开展专项治理,从制度上找原因。
basis: firm
severity: 2
parameters:
  least: 3
sentence: "“{category}”中的“{sign}”出现在{count}份通报、{regions}个地区"
--- */
MATCH (n:Notice)-[:REPORTS]->(i:Inspection)-[:FOUND]->(p:Problem)
UNWIND p.category AS category
UNWIND p.signs AS sign
WITH category, sign, count(DISTINCT n.id) AS count, count(DISTINCT n.region) AS regions, min(p.id) AS problem
WHERE count >= $least
RETURN category + '/' + sign AS finding, problem, category, sign, count, regions
ORDER BY count DESC, finding
LIMIT 200
