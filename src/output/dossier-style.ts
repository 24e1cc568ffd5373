// The share bar's widths are classes, since the page's policy forbids inline styles.
const widths = Array.from({ length: 100 }, (_, k) => `.w${k + 1}{flex:${k + 1}}`).join('')

/** The dossier's style sheet: no font, image or rule from elsewhere; light, dark, narrow and print. */
export const dossierStyle = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1b19;--soft:#6b6760;--line:#dedad1;--card:#fff;--accent:#8c2f39;
--named:#cfe3f7;--named-ink:#164a7b;--document:#cdebe3;--document-ink:#0f5a4b;--group:#dcdcf6;--group-ink:#3b3b94;
--media:#ead9f5;--media-ink:#6a2b8f;--anonymous:#fbe0b8;--anonymous-ink:#7f4a00;--unstated:#efe5cf;--unstated-ink:#655222;
--hearsay:#fbd5da;--hearsay-ink:#96152b;--outlet:#e9e6df;--outlet-ink:#3a3833;--land:#e8e4da;--sea:#f4f7f8;--border:#cfc9bb}
@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#ece8e0;--soft:#a09a8f;--line:#38352f;--card:#201e1b;--accent:#f0909b;
--named:#16385a;--named-ink:#9ccbf5;--document:#123f36;--document-ink:#8fdcc9;--group:#2b2b5c;--group-ink:#b9b9f5;
--media:#412052;--media-ink:#d9b0ef;--anonymous:#563606;--anonymous-ink:#f8c97d;--unstated:#443a20;--unstated-ink:#dcc999;
--hearsay:#571923;--hearsay-ink:#ffa9b5;--outlet:#2a2824;--outlet-ink:#d6d1c6;--land:#2e2b26;--sea:#1b1f22;--border:#4a463e}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:inherit}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
header.top{border-bottom:1px solid var(--line);padding:.6rem 1.5rem;display:flex;gap:1rem;flex-wrap:wrap;align-items:baseline;font-size:.85rem;color:var(--soft)}
header.top b{color:var(--accent);font-weight:700;letter-spacing:.02em}
header.top nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin-left:auto}
main{max-width:82rem;margin:0 auto;padding:1.5rem}
article.report{display:grid;grid-template-columns:minmax(0,42rem) minmax(18rem,1fr);gap:2rem 3rem;padding:1rem 0 3rem}
article.report+article.report{border-top:3px double var(--line)}
.head{grid-column:1/-1}
h1{font:700 clamp(1.5rem,3.4vw,2.3rem)/1.15 Georgia,"Times New Roman",serif;margin:.2rem 0 .4rem;max-width:46rem;text-wrap:balance}
h2{font-size:.78rem;letter-spacing:.09em;text-transform:uppercase;color:var(--soft);margin:0 0 .6rem;font-weight:700}
h3{font-size:1rem;margin:.9rem 0 .25rem}
.facts{color:var(--soft);font-size:.9rem}
.shares{display:flex;height:1.1rem;border-radius:.35rem;overflow:hidden;margin:1rem 0 .5rem;max-width:60rem}
.shares i{display:block;min-width:3px}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.85rem;margin:0;padding:0;list-style:none}
.legend i{display:inline-block;width:.85em;height:.85em;border-radius:.2em;margin-right:.4em;vertical-align:-.05em}
.text{font:1.12rem/1.72 Georgia,"Times New Roman",serif;min-width:0;overflow-wrap:break-word}
.text p{margin:0 0 1.05em}
.text p.headline{font-weight:700;font-size:1.2em;line-height:1.35}
.p{border-radius:.2em;padding:.08em 0;cursor:pointer;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.p:hover,.p:focus,.p.on{outline:2px solid var(--accent);outline-offset:1px}
.outlet.p{background:none}
.named{background:var(--named)}.document{background:var(--document)}.group{background:var(--group)}.media{background:var(--media)}
.anonymous{background:var(--anonymous)}.unstated{background:var(--unstated)}.outlet{background:var(--outlet)}
.hearsay{background:repeating-linear-gradient(-45deg,var(--hearsay) 0 7px,transparent 7px 10px)}
.cue{font-style:italic}.source{font-weight:600}
.s-named{color:var(--named-ink)}.s-document{color:var(--document-ink)}.s-group{color:var(--group-ink)}.s-media{color:var(--media-ink)}
.s-anonymous{color:var(--anonymous-ink)}.s-unstated{color:var(--unstated-ink)}
.PR{border-bottom:2px dashed currentColor}.PS{border-bottom:2px dotted currentColor}.U{border-bottom:2px dotted var(--soft)}.NEG{border-bottom:1px solid var(--hearsay-ink)}
.mark{font-weight:700;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.18em;text-decoration-color:var(--accent)}
aside{font-size:.93rem;min-width:0}
aside section{border-top:1px solid var(--line);padding:1rem 0}
aside section:first-child{border-top:0;padding-top:0}
aside ul{margin:0;padding:0;list-style:none}
.voice>ul>li{margin:.35rem 0 .55rem;padding-left:.8rem;border-left:3px solid var(--line)}
.voice h3 small,.why,.small{color:var(--soft);font-weight:400;font-size:.86em}
.tag{display:inline-block;font-size:.74rem;border-radius:.9em;padding:.05em .6em;vertical-align:.08em;font-weight:600}
.tag.hearsay{background:var(--hearsay)}
.go{text-decoration:none}.go:hover,.go:focus{text-decoration:underline}
.who{border-collapse:collapse;width:100%;font-size:.9em}.who th,.who td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;overflow-wrap:anywhere}
.who th[scope=row]{font-weight:600}.who thead th{color:var(--soft);font-weight:400}
.cuewords{font-style:italic}
.long summary{cursor:pointer;color:var(--accent);font-size:.86rem;margin-top:.4rem}
.map{width:100%;height:auto;border-radius:.5rem;background:var(--sea);border:1px solid var(--line)}
.map .land{fill:var(--land)}.map .borders{fill:none;stroke:var(--border);stroke-width:.6}
.map circle{fill:var(--accent);fill-opacity:.75;stroke:var(--paper)}
.map text,.graph text{font-size:12px;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.graph{width:100%;height:auto}.graph path{fill:none;stroke:var(--soft);stroke-width:1.4}.graph .arrow{fill:var(--soft);stroke:none}
.graph circle{fill:var(--accent)}.graph a:focus circle,.map a:focus circle{stroke:var(--ink);stroke-width:3}
.timeline{border-left:2px solid var(--line);margin-left:.3rem!important}
.timeline li{padding:.1rem 0 .5rem 1rem;position:relative}
.timeline li::before{content:"";position:absolute;left:-.4rem;top:.5rem;width:.65rem;height:.65rem;border-radius:50%;background:var(--accent)}
.timeline li.vague::before{background:var(--line)}
.timeline time{font-variant-numeric:tabular-nums;font-weight:600}
#card{position:fixed;right:1rem;bottom:1rem;width:min(26rem,calc(100vw - 2rem));max-height:60vh;overflow:auto;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:.5rem;box-shadow:0 12px 36px #0004;padding:1rem 1.1rem;font-size:.92rem;z-index:5}
#card[hidden]{display:none}
#card .chain{font-weight:600;margin:0 0 .4rem}
#card button{position:absolute;top:.3rem;right:.4rem;border:0;background:none;color:var(--soft);font-size:1.2rem;cursor:pointer;padding:.3rem .5rem}
#card dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem .8rem;margin:.3rem 0}
#card dt{color:var(--soft)}#card dd{margin:0}
.cards{display:none}
footer{border-top:1px solid var(--line);padding:1.2rem 1.5rem;color:var(--soft);font-size:.85rem}
@media (max-width:60rem){article.report{grid-template-columns:minmax(0,1fr)}main{padding:1rem}#card{left:.5rem;right:.5rem;bottom:.5rem;width:auto;max-height:45vh}}
@media print{:root{color-scheme:light}body{font-size:10.5pt;background:#fff}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
article.report{display:block}#card,.skip,header.top nav{display:none!important}.long:not([open])>*{display:block}aside section{break-inside:avoid-page}main{padding:0;max-width:none}}
${widths}`
