/* ---
title: 称已完成但没有数据或凭据
why: 只说已完成或已处理,没有数字、时间或文件可以核对。
check: 调阅佐证材料,现场抽查。
basis: soft
severity: 2
sentence: "{n}个问题称已完成或已处理,但没有可核对的数据(第{problems}题)"
--- */
MATCH (p:Problem)
WHERE (p.status = 'completed' OR (p.status = 'unstated' AND 'remedied' IN p.answer_signs))
  AND p.answer_figures = 0 AND p.answer_dates = 0
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, p.status_evidence AS quote, p.status_start AS span_start
ORDER BY notice, problem, quote
