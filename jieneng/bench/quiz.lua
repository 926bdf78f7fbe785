-- wrk's side of `jieneng bench quiz`: whole papers of 20 answers, each with its own token and key, and none twice.
local n, tokens, what = 0, {}, "hand-in"
local kinds = { "A", "B", "C", "D", "AB", "ACD" }

function init(args)
  what = args[2]
  n = tonumber(args[3] or "0")
  for line in io.lines(args[1]) do tokens[#tokens + 1] = line end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  n = n + 1
  local token = tokens[(n - 1) % #tokens + 1]
  if what == "open" then return wrk.format(nil, nil, nil, '{"ticket":"' .. token .. '"}') end
  local answers = {}
  for i = 1, 20 do answers[i] = '"' .. kinds[(n * 7 + i * i) % 6 + 1] .. '"' end
  local body = string.format('{"token":"%s","key":"%s%012d-0000000","answers":[%s]}',
    token, string.sub(token, -12):gsub("[_-]", "x"), n, table.concat(answers, ","))
  return wrk.format(nil, nil, nil, body)
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\n{"requests":%d,"seconds":%.3f,"refused":%d,"broken":%d,"p50_ms":%.2f,"p99_ms":%.2f}\n',
    summary.requests, summary.duration / 1e6, e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
