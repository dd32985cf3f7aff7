/* ---
title: 措施文字在通报之间照抄
why: 不同单位的整改措施大段相同,可能互相照抄、没有结合实际。
check: 要求各单位拿出自己的落实记录。
basis: firm
severity: 2
parameters:
  similarity: 0.8
sentence: "一段措施在{notices}份通报中大段相同"
--- */
MATCH (p:Problem)<-[m:ADDRESSES]-(a:Measure)-[r:REPEATS]->(b:Measure)
WHERE a.notice <> b.notice AND r.similarity >= $similarity
WITH m, r, b
MATCH (b)-[n:ADDRESSES]->(q:Problem)
RETURN r.target AS finding, r.notice AS notice, m.target AS problem, n.target AS first_problem, r.similarity AS similarity, r.quote AS quote, r.span_start AS span_start
ORDER BY finding, notice, span_start, problem, quote
