/* ---
title: 由问题连在一起的人员和企业
why: 几名人员、几家企业因同一批问题连在一起,可能有业务或人事上的关联。
check: 查这些人员与企业之间的往来。
basis: soft
severity: 2
parameters:
  least: 3
sentence: "{count}个人员和企业由{problems_count}个问题连在一起"
--- */
MATCH (x:Company|Official)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.masked = false AND i.role IN ['responsible', 'counterparty']
WITH x.community AS community, count(DISTINCT x) AS count, count(DISTINCT p) AS problems_count
WHERE count >= $least AND problems_count >= 2 AND community IS NOT NULL
WITH community, count, problems_count
ORDER BY count DESC, community
LIMIT 20
MATCH (x:Company|Official)-[i:INVOLVED_IN]->(p:Problem)
WHERE x.community = community AND x.masked = false AND i.role IN ['responsible', 'counterparty']
RETURN community AS finding, i.notice AS notice, i.target AS problem, x.id AS entity, x.name AS name, count, problems_count, i.quote AS quote, i.span_start AS span_start
ORDER BY finding, notice, span_start, problem, entity, quote
