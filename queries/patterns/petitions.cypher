/* ---
title: 群众上访或反映强烈
why: 群众利益受损、矛盾已经外溢,处置不当会激化。
check: 查诉求是否得到答复和解决,近期信访量有无变化。
basis: firm
severity: 3
sentence: "{n}个问题有群众上访、投诉或反映强烈(第{problems}题)"
--- */
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE s.kind = 'petition' AND s.part = 'problem'
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, span_start, problem, quote
