/* ---
title: 资金或资产有损失风险
why: 涉及资金套取、资产闲置、债务或国有资产损失。
check: 核对金额、追缴情况和账务处理,评估损失。
basis: firm
severity: 3
sentence: "{n}个问题涉及资金或资产风险(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'money' AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
