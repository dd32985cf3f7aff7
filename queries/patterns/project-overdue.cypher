/* ---
title: 项目拖延或烂尾
why: 项目超期、停工或建成后不用,既占用资金,也容易引发群众利益问题。
check: 查合同工期、资金拨付和停工原因,现场核实进度。
basis: firm
severity: 2
sentence: "{n}个问题涉及项目拖延、停工或长期未投用(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'delay' AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
