/* ---
title: 通报时仍未完成整改
why: 公开通报时仍在推进或只完成一部分,需要持续跟踪。
check: 列出剩余事项、责任人和时限,到期复查。
basis: firm
severity: 2
sentence: "{n}个问题通报时仍未完成整改(第{problems}题)"
--- */
MATCH (p:Problem)
WHERE p.status IN ['ongoing', 'partly']
RETURN p.notice AS finding, p.notice AS notice, p.id AS problem, p.status_evidence AS quote, p.status_start AS span_start
ORDER BY notice, problem, quote
