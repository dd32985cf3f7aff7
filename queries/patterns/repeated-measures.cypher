/* ---
title: 不同问题用同一套措施答复
why: 不同问题的整改措施文字雷同,可能是套话应付。
check: 逐题核对措施是否针对本题,有无实际落实记录。
basis: firm
severity: 1
sentence: "{n}个问题的整改措施文字雷同(第{problems}题)"
--- */
MATCH (a:Measure)-[r:REPEATS]-(b:Measure)
WHERE a.notice = b.notice AND a.problem <> b.problem
WITH a, r
MATCH (p:Problem)<-[m:ADDRESSES]-(a)
RETURN DISTINCT r.notice AS finding, r.notice AS notice, m.target AS problem, r.quote AS quote, r.span_start AS span_start
ORDER BY notice, problem, span_start, quote
