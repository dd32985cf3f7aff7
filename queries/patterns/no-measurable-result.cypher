/* ---
title: 没有可衡量的结果
why: 整改情况没有数字,也没有说明完成程度,无法判断成效。
check: 要求补充可核实的结果。
basis: soft
severity: 1
sentence: "{n}个问题的整改没有可衡量的结果(第{problems}题)"
--- */
MATCH (p:Problem)
WHERE p.status = 'unstated' AND p.answer IS NOT NULL AND p.answer_figures = 0 AND NOT 'remedied' IN p.answer_signs
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, p.number AS number
ORDER BY notice, number, problem
