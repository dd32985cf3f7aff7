/* ---
title: 有明显责任但没有看到问责
why: 问题明显有人失职或违规,通报里却没有任何人被处理。
check: 查是否已问责而未公开,或应当问责而没有问责。
basis: soft
severity: 3
sentence: "{n}个问题看不到对人的处理(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.part = 'problem' AND (s.kind IN ['breach', 'slow_handling'] OR (s.kind = 'delay' AND 'petition' IN p.signs))
  AND p.answer IS NOT NULL AND NOT 'accountability' IN p.answer_signs
  AND NOT EXISTS { MATCH (g:Sanction)-[:GIVEN_FOR]->(p) }
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
