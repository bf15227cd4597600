package status

// pageTemplate is the page. State is told by colour, by pattern and in words.
const pageTemplate = `<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>{{.Words.Heading}} {{.Day}} — {{.Title}}</title>
<style>
:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1e2724;--soft:#58645f;--line:#ddd9cc;--valid:#2f7d6f;--soon:#b97700;--expired:#b13627;--refused:#6d3f8e;--waiting:#7b8681;--shade:47,125,111}
@media(prefers-color-scheme:dark){:root{--paper:#121817;--ink:#e4e8e4;--soft:#a3b0aa;--line:#33403c;--valid:#5fb3a2;--soon:#e0a53d;--expired:#f08a78;--refused:#c29be0;--waiting:#93a09a;--shade:95,179,162}}
*{box-sizing:border-box}body{margin:0 auto;max-width:90rem;padding:1.5rem clamp(1rem,3vw,2.5rem) 4rem;font:15px/1.7 "Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","BIZ UDPGothic",Meiryo,sans-serif;background:var(--paper);color:var(--ink)}
h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.1rem;margin:2.4rem 0 .4rem;border-top:1px solid var(--line);padding-top:1rem}h3{font-size:.95rem;margin:1.2rem 0 .2rem}p{margin:.2rem 0 .8rem;color:var(--soft)}
.counts{display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;list-style:none;padding:0;margin:.8rem 0}.counts b{font-size:1.4rem;font-variant-numeric:tabular-nums;margin-left:.4em}
.key{display:inline-block;width:2.2em;height:.8em;border-radius:3px;margin-right:.5em;vertical-align:-.05em}
.valid{background:var(--valid)}.soon{background:repeating-linear-gradient(45deg,var(--soon) 0 5px,transparent 5px 9px);outline:1px solid var(--soon)}.expired{background:repeating-linear-gradient(90deg,var(--expired) 0 3px,transparent 3px 6px);outline:1px solid var(--expired)}.refused{background:repeating-linear-gradient(-45deg,var(--refused) 0 2px,transparent 2px 5px);outline:1px solid var(--refused)}.waiting{border:1px dashed var(--waiting)}
.line{width:100%;min-width:46rem;border-collapse:collapse;table-layout:fixed;font-size:.82rem;line-height:1.5}.line th,.line td{padding:.15rem .4rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:middle;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.line th:nth-child(1){width:22rem}.line th:nth-child(2){width:9.5rem}.line thead th{position:sticky;top:0;background:var(--paper);z-index:2}.line .who th{padding-top:.9rem;font-size:.9rem}
.bar{position:relative;height:1.05rem;padding:0!important;overflow:visible!important}.bar i{position:absolute;top:.18rem;height:.7rem;border-radius:3px}.bar i.past{border-top-left-radius:0;border-bottom-left-radius:0}.bar i.ahead{border-top-right-radius:0;border-bottom-right-radius:0}.bar u,.scale u{position:absolute;top:0;bottom:0;width:0;border-left:2px solid var(--expired)}
.line thead th:nth-child(3){padding:0}.scale{position:relative;height:2.3rem}.scale span{position:absolute;bottom:0;line-height:1.2;border-left:1px solid var(--line);padding-left:.25rem;color:var(--soft);font-weight:400;font-size:.72rem;white-space:nowrap}.scale small{display:block;min-height:1.2em;font-size:inherit}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem 1.6rem}.months table{border-collapse:collapse;width:100%;font-size:.78rem}.months caption{text-align:left;font-weight:700}.months th{font-weight:400;color:var(--soft);text-align:center;padding:0}.months td{width:14.28%;height:2.1em;text-align:center;border:1px solid var(--line);padding:0}.months td.due{background:rgba(var(--shade),.28);font-weight:700}.months td.now{outline:2px solid var(--expired);outline-offset:-2px}.months small{display:block;font-size:.68rem;line-height:1}
.load{border-collapse:collapse;font-size:.82rem;font-variant-numeric:tabular-nums}.load th,.load td{border:1px solid var(--line);padding:.2rem .55rem;text-align:right}.load th{white-space:nowrap}.load th:first-child{text-align:left}.s1{background:rgba(var(--shade),.16)}.s2{background:rgba(var(--shade),.32)}.s3{background:rgba(var(--shade),.5)}.s4{background:rgba(var(--shade),.7)}
.scroll{overflow-x:auto}.why li{margin-bottom:.5rem}code{font-size:.85em}
@media(max-width:60rem){.line th:nth-child(1){width:11rem}.line th:nth-child(2){width:7rem}}
@media print{body{max-width:none;padding:0;font-size:10px}.line tr{break-inside:avoid}.line thead th{position:static}}
</style></head><body>
<h1>{{.Words.Heading}}</h1><p>{{.Title}} · {{.Words.AsOf}} <time datetime="{{.Day}}">{{.Day}}</time></p>
<ul class="counts" aria-label="{{.Words.Legend}}">{{range .Counts}}<li><span class="key {{.State}}"></span>{{.Word}}<b>{{.N}}</b></li>{{end}}</ul>
<h2>{{.Words.Timeline}}</h2><p>{{.Words.TimelineHelp}}</p>
<div class="scroll" tabindex="0" role="region" aria-label="{{.Words.Timeline}}"><table class="line"><thead><tr><th scope="col">{{.Words.Column}}</th><th scope="col">{{.Words.Due}}</th><th scope="col"><div class="scale">{{range .Months}}<span style="left:{{printf "%.2f" .Left}}%;width:{{printf "%.2f" .Width}}%"><small>{{.Year}}</small>{{.Month}}</span>{{end}}<u style="left:{{printf "%.2f" .Today}}%"></u></div></th></tr></thead>
{{range .Groups}}<tbody><tr class="who"><th colspan="3" scope="colgroup">{{.Name}}</th></tr>
{{range .Rows}}<tr><th scope="row" title="{{.Title}} — {{.File}}">{{.Title}}</th><td>{{.Due}} {{.Word}}</td><td class="bar">{{if .Width}}<i class="{{.State}}{{if .Past}} past{{end}}{{if .Ahead}} ahead{{end}}" style="left:{{printf "%.2f" .Left}}%;width:{{printf "%.2f" .Width}}%" title="{{.Reviewed}} – {{.Due}}"></i>{{end}}<u style="left:{{printf "%.2f" $.Today}}%"></u></td></tr>
{{end}}</tbody>{{end}}</table></div>
<h2>{{.Words.Refused}}</h2>{{if .Refused}}<ul class="why">{{range .Refused}}<li><span class="key {{.State}}"></span><b>{{.Title}}</b> <code>{{.File}}</code> {{.Doctors}}{{range .Reasons}}<br>{{.}}{{end}}</li>{{end}}</ul>{{else}}<p>{{.Words.NoneRefused}}</p>{{end}}
<h2>{{.Words.Load}}</h2><p>{{.Words.LoadHelp}}</p><div class="scroll" tabindex="0" role="region" aria-label="{{.Words.Load}}"><table class="load"><thead><tr><th scope="col">{{.Words.Doctor}}</th>{{range .Months}}<th scope="col">{{.Name}}</th>{{end}}<th scope="col">{{.Words.Sum}}</th></tr></thead><tbody>{{range .Load}}<tr><th scope="row">{{.Name}}</th>{{range .Cells}}<td class="s{{.Shade}}">{{if .N}}{{.N}}{{end}}</td>{{end}}<td>{{.Sum}}</td></tr>{{end}}</tbody></table></div>
<h2>{{.Words.Calendar}}</h2><div class="months">{{range .Calendar}}<table><caption>{{.Name}}</caption><thead><tr>{{range $.Words.Days}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>{{range .Weeks}}<tr>{{range .}}{{if .N}}<td class="{{if .Titles}}due{{end}}{{if .Today}} now{{end}}"{{if .Titles}} title="{{range $i, $t := .Titles}}{{if $i}} / {{end}}{{$t}}{{end}}"{{end}}>{{.N}}{{if .Titles}}<small>{{len .Titles}}</small>{{end}}</td>{{else}}<td></td>{{end}}{{end}}</tr>{{end}}</tbody></table>{{end}}</div>
</body></html>
`
