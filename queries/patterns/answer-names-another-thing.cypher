/* ---
title: 整改说的可能不是同一对象
why: 问题和整改里的名称不一致,可能张冠李戴,也可能只是称呼不同。
check: 核对两处名称是否指同一对象。
basis: soft
severity: 2
sentence: "{n}个问题与其整改所说的对象可能不一致(第{problems}题)"
--- */
MATCH (d:Doubt)-[r:CONCERNS]->(p:Problem)
WHERE d.kind IN ['possible_same', 'problem_answer_mismatch']
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, d.why AS reason, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
