/* ---
title: 经常一起出现的问题类别
why: 两类问题常在同一问题中出现,可能有共同的原因。
check: 检查一类时同时检查另一类。
basis: soft
severity: 1
parameters:
  least: 3
sentence: "“{one}”与“{other}”在{count}个问题中同时出现"
--- */
MATCH (p:Problem)
WHERE size(p.category) > 1
UNWIND p.category AS one
UNWIND p.category AS other
WITH p, one, other
WHERE one < other
WITH one, other, count(*) AS count, min(p.id) AS problem
WHERE count >= $least
RETURN one + '/' + other AS finding, problem, one, other, count
ORDER BY count DESC, finding
LIMIT 50
