/* ---
title: 未完成且没有写明时限
why: 仍未完成,又没有写明什么时候完成,容易不了了之。
check: 要求补报完成时限和责任人。
basis: soft
severity: 2
sentence: "{n}个问题仍未完成,整改情况没有写明时限(第{problems}题)"
--- */
MATCH (p:Problem)
WHERE p.status IN ['ongoing', 'partly'] AND NOT 'deadline' IN p.answer_signs
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, p.status_evidence AS quote, p.status_start AS span_start
ORDER BY notice, problem, quote
