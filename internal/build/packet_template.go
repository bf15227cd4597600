package build

// packetTemplate is the page. Changes are told in words, by line-through and underline, and by colour.
const packetTemplate = `<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>{{.W.Heading}} — {{.C.Title}}</title>
<style>
@page{size:A4;margin:16mm 15mm}
*{box-sizing:border-box}html{color-scheme:light}body{margin:0 auto;max-width:46rem;padding:1.5rem;font:15px/1.8 "Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","BIZ UDPGothic",Meiryo,sans-serif;background:#fff;color:#1c2321}
h1{font-size:1.45rem;line-height:1.4;margin:.1rem 0}h2{font-size:1.1rem;margin:2rem 0 .6rem;border-bottom:2px solid #1c2321;padding-bottom:.15rem;break-after:avoid}p{margin:.5rem 0}.kind{font-size:.85rem;letter-spacing:.1em;margin:0;color:#0c5a51;font-weight:700}.sub,.soft{color:#55605b}.soft{font-size:.85rem}
table{border-collapse:collapse;width:100%;font-size:.88rem;margin:.5rem 0}th,td{border:1px solid #b9c1bc;padding:.3rem .55rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}.facts th{width:11em;background:#f1f4f2;font-weight:600}.facts td{white-space:pre-line}tr{break-inside:avoid}
.text{border:1px solid #b9c1bc;border-radius:4px;padding:.2rem 1.3rem 1rem;box-decoration-break:clone}.text h2,.text h3,.text h4{border:0;font-size:1.05rem;margin:1.4rem 0 .3rem;break-after:avoid}.text img{max-width:100%;height:auto}.text a{color:inherit}.text blockquote,.text aside,.text section.footnotes{border-left:3px solid #b9c1bc;margin-left:0;padding-left:1rem}.text table{display:table}rt{font-size:.55em}
.diff{border-left:4px solid #b9c1bc;padding:.1rem 0 .1rem .8rem;margin:.7rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9rem;break-inside:avoid-page}.diff b{display:inline-block;font-size:.75rem;border:1px solid;border-radius:3px;padding:0 .4em;margin-right:.5em}del{color:#8c2f22;background:#fbeae7;text-decoration:line-through}ins{color:#0c5a51;background:#e4f2ee;text-decoration:underline}
ol.refs{padding-left:2em}ol.refs li{margin-bottom:.5rem;overflow-wrap:anywhere;break-inside:avoid}.finding{break-inside:avoid;margin:.6rem 0}.finding b{border:1px solid #1c2321;border-radius:3px;padding:0 .4em;font-size:.78rem;margin-right:.5em}
.box{display:inline-block;width:1em;height:1em;border:1.5px solid #1c2321;vertical-align:-.12em;margin-right:.35em}.ask td:nth-child(1){width:2.6em;white-space:nowrap;text-align:right}.ask td:nth-child(3),.ask td:nth-child(4){white-space:nowrap;width:5em}
.write{height:7rem;border:1px solid #b9c1bc;border-radius:4px;padding:.3rem .6rem;font-size:.85rem;color:#55605b}.sign{break-inside:avoid}.sign p{margin:.35rem 0}.line{display:flex;gap:2rem;margin-top:1.6rem}.line span{flex:1;border-bottom:1.5px solid #1c2321;padding-bottom:.2rem;min-height:2.6rem;display:flex;align-items:end}.line .name{flex:1.6}
code{font-size:.85em;overflow-wrap:anywhere}
@media print{body{max-width:none;padding:0;font-size:10.5pt}.text{border:0;padding:0}del,ins{print-color-adjust:exact}}
</style></head><body>
<header><p class="kind">{{.W.Heading}}</p><h1>{{.C.Title}}</h1>{{with .C.Subtitle}}<p class="sub">{{.}}</p>{{end}}
<p>{{.W.Intro}}</p><p class="soft">{{.Config.Title}} · <code>{{.C.File}}</code> · {{.W.Printed}} <time datetime="{{.Day}}">{{.Day}}</time></p></header>
<h2>1. {{.W.Facts}}</h2><table class="facts">{{range .Facts}}<tr><th scope="row">{{.Name}}</th><td>{{.Text}}</td></tr>{{end}}</table>
<h2>2. {{.W.Changes}}</h2>{{if .NoChanges}}<p>{{.NoChanges}}</p>{{else}}<p class="soft">{{.W.Since}}: {{.Since}}</p>{{range .Changes}}{{if .Added}}<p class="diff"><b>{{$.W.Added}}</b><ins>{{.New}}</ins></p>{{else if .Gone}}<p class="diff"><b>{{$.W.Gone}}</b><del>{{.Old}}</del></p>{{else}}<p class="diff">{{.Lead}}{{with .Old}}<b>{{$.W.Old}}</b><del>{{.}}</del> {{end}}{{with .New}}<b>{{$.W.New}}</b><ins>{{.}}</ins>{{end}}{{.Tail}}</p>{{end}}{{else}}<p>{{.W.Same}}</p>{{end}}{{end}}
<h2>3. {{.W.Text}}</h2><article class="text" lang="{{.C.Lang}}">{{with .C.Description}}<p class="soft">{{.}}</p>{{end}}{{with .C.Points}}<h3>{{$.W.Points}}</h3><ul>{{range .}}<li>{{.}}</li>{{end}}</ul>{{end}}
{{.Body}}
{{with .FAQ}}<h3>{{$.W.FAQ}}</h3>{{range .}}<h4>{{.Q}}</h4>{{.A}}{{end}}{{end}}{{with .Treatments}}<h3>{{$.W.Treatments}}</h3>{{range .}}<table class="facts">{{range .}}<tr><th scope="row">{{.Name}}</th><td>{{.Text}}</td></tr>{{end}}</table>{{end}}{{end}}</article>
<h2>4. {{.W.References}}</h2>{{if .References}}<ol class="refs">{{range .References}}<li id="ref-{{.N}}">{{.Text}}{{with .Key}} <span class="soft">{{.}}</span>{{end}}{{if .URL}}{{if or .Text .Key}}<br>{{end}}<code>{{.URL}}</code>{{end}}<br><span class="soft"><span class="box"></span>{{.State}}{{if not .Accessed.IsZero}} · {{$.W.Accessed}} {{.Accessed}}{{end}}</span></li>{{end}}</ol>{{else}}<p>{{.W.NoReferences}}</p>{{end}}
<h2>5. {{.W.Findings}}</h2>{{range .Findings}}<div class="finding"><b>{{.Severity}}</b>{{.Message}} <span class="soft">({{$.W.Line}} {{.Line}} · {{.Rule}})</span>{{with .Hint}}<br><span class="soft">{{$.W.Mend}}: {{.}}</span>{{end}}</div>{{else}}<p>{{.W.NoFindings}}</p>{{end}}
<h2>6. {{.W.Questions}}</h2><p class="soft">{{.W.QuestionsHelp}}</p><table class="ask">{{range $i, $q := .Questions}}<tr><td>{{inc $i}}</td><td>{{$q}}</td><td><span class="box"></span>{{$.W.OK}}</td><td><span class="box"></span>{{$.W.Mind}}</td></tr>{{end}}</table>
<div class="write">{{.W.Comment}}</div>
<section class="sign"><h2>7. {{.W.Sign}}</h2><p><span class="box"></span>{{.W.Approve}}</p><p><span class="box"></span>{{.W.ApproveAfter}}</p><p><span class="box"></span>{{.W.Again}}</p>
<div class="line"><span class="name">{{.W.Name}}</span><span>{{.W.Date}}</span><span>{{.W.NextDue}}</span></div>
<p class="soft">{{.W.Record}} <code>kanshu review {{.C.Slug}} --by ID --on YYYY-MM-DD</code></p></section>
</body></html>
`
