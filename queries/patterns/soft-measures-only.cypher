/* ---
title: 只有开会、学习、建制度一类措施
why: 措施全是会议、学习、制度、督查,没有针对问题本身的实际动作。
check: 追问问题本身解决了没有,有什么结果。
basis: soft
severity: 1
sentence: "{n}个问题只有会议、学习、制度一类措施(第{problems}题)"
--- */
MATCH (p:Problem)
WHERE p.status = 'unstated' AND p.answer_figures = 0 AND size(p.measure_kinds) > 0
  AND NOT 'remedied' IN p.answer_signs AND NOT 'accountability' IN p.answer_signs
  AND all(kind IN p.measure_kinds WHERE kind IN ['组织领导', '建章立制', '培训教育', '监督检查', '协调沟通', '举一反三', '其他'])
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, p.number AS number
ORDER BY notice, number, problem
